import { useMemo, useState } from 'react';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { Section } from '../primitives/Section.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { quantities, type Quantity } from './blockFigures.ts';
import { totalWords } from './blockWords.ts';
import { layerFlags } from './layerFlags.ts';
import { NetworkPlan } from './NetworkPlan.tsx';
import styles from './NetworkView.module.css';
import { useStructure } from './useStructure.ts';
import { useWatching } from './useWatching.ts';

const labels: Readonly<Record<Quantity, string>> = { off: 'Off', weight: 'Weights', gradient: 'Gradients', update: 'Steps', output: 'Outputs' };
const options = quantities.map((value) => ({ value, label: labels[value] }));

/** The network as it is set, block by block; a block that is pointed at shows its layers, and how they are doing. */
export function NetworkView() {
  const structure = useStructure();
  const [large, setLarge] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [quantity, setQuantity] = useState<Quantity>('off');
  const changed = usePlayground((state) => state.pendingRestart.some((path) => path.startsWith('model.')));
  const looks = usePlayground((state) => state.layerLooks);
  const flags = useMemo(() => layerFlags(looks), [looks]);
  useWatching(quantity !== 'off');
  if (!structure) return null;
  const choice = (
    <Segmented<Quantity>
      label={say`Live statistics`}
      hint={say`What the numbers of each layer are like, looked at every few seconds while this is open. It takes at most 3 % of the time, and training goes on as if nobody looked.`}
      value={quantity}
      options={options}
      onChange={setQuantity}
    />
  );
  const plan = <NetworkPlan structure={structure} chosen={chosen} onChoose={setChosen} live={{ quantity, looks: quantity === 'off' ? [] : looks, flags: quantity === 'off' ? [] : flags }} />;
  return (
    <Section
      level={3}
      title={say`What it is made of`}
      hint={say`Drawn from the settings, before anything is computed. Each box is a block with the size of what it works on, height × width × channels, and its number of trained parameters.`}
      actions={<Button variant="quiet" flush="end" onClick={() => setLarge(true)}>{say`Larger`}</Button>}
    >
      <p className={styles.total} data-testid="network-total">{totalWords(structure)}{changed ? ` ${say`(after a restart)`}` : ''}</p>
      {large ? null : choice}
      {large ? null : plan}
      <Dialog open={large} title={say`The network`} wide onClose={() => setLarge(false)}>
        <p className={styles.total}>{totalWords(structure)}</p>
        {large ? choice : null}
        {large ? plan : null}
      </Dialog>
    </Section>
  );
}
