import { optionAt } from '../../recipe/options.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Status } from '../primitives/Status.tsx';
import { quietly } from '../quietly.ts';

/** Lists, which have no option of their own, and options whose label says too little here. */
const names: Readonly<Record<string, string>> = {
  'data.points': 'Data', 'data.strokes': 'Data', 'data.classes': 'Classes', 'data.source': 'Data', 'data.seed': 'Seed of the data',
  'model.blockChannels': 'Channels', 'model.attention': 'Attention', 'training.seed': 'Seed of the weights',
};

function nameOf(path: string): string {
  return names[path] ?? optionAt(path).label;
}

/** Says which changes wait for a restart, and offers it. */
export function RestartNotice() {
  const store = usePlaygroundStore();
  const pending = usePlayground((state) => state.pendingRestart);
  const sound = usePlayground((state) => state.problems.length === 0);
  if (pending.length === 0) return null;
  const changed = [...new Set(pending.map(nameOf))];
  return (
    <Status
      tone="warn"
      action={sound ? <Button onClick={() => quietly(store.getState().restart())}>Restart with these changes</Button> : null}
    >
      {changed.join(', ')} {changed.length === 1 ? 'counts' : 'count'} only after a restart from step 0{sound ? '.' : ', once all settings go together.'}
    </Status>
  );
}
