/** What changes that wait for a restart are called where several of them stand in one sentence. */
import { optionAt } from '../../recipe/options.ts';
import { sayText } from '../../words/sayText.ts';

/** Lists, which have no option of their own, and options whose label says too little here. */
const names: Readonly<Record<string, string>> = {
  'data.points': 'Data', 'data.strokes': 'Data', 'data.classes': 'Classes', 'data.source': 'Data', 'data.seed': 'Seed of the data', 'data.size': 'Size of the pictures',
  'model.blockChannels': 'Channels', 'model.attention': 'Attention',
  'optimizer.smoothing': 'Smoothing of RMSProp', 'optimizer.centred': 'Centring of RMSProp', 'optimizer.initialAccumulator': 'First sum of Adagrad', 'optimizer.muonScale': 'Size of the steps of Muon',
  'training.steps': 'Training steps', 'training.seed': 'Seed of the weights', 'training.furtherEmas': 'Further averages',
};

/** The name of a changed field. @throws when the recipe has no such option */
export function restartName(path: string): string {
  return sayText(names[path] ?? optionAt(path).label);
}
