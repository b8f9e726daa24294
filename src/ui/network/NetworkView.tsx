import { useState } from 'react';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { Section } from '../primitives/Section.tsx';
import { totalWords } from './blockWords.ts';
import { NetworkPlan } from './NetworkPlan.tsx';
import styles from './NetworkView.module.css';
import { useStructure } from './useStructure.ts';

/** The network as it is set, block by block; a block that is pointed at shows its layers. */
export function NetworkView() {
  const structure = useStructure();
  const [large, setLarge] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const changed = usePlayground((state) => state.pendingRestart.some((path) => path.startsWith('model.')));
  if (!structure) return null;
  const plan = <NetworkPlan structure={structure} chosen={chosen} onChoose={setChosen} />;
  return (
    <Section
      level={3}
      title={say`What it is made of`}
      hint={say`Drawn from the settings, before anything is computed. Each box is a block with the size of what it works on, height × width × channels, and its number of trained parameters.`}
      actions={<Button variant="quiet" onClick={() => setLarge(true)}>{say`Larger`}</Button>}
    >
      <p className={styles.total} data-testid="network-total">{totalWords(structure)}{changed ? ` ${say`(after a restart)`}` : ''}</p>
      {large ? null : plan}
      <Dialog open={large} title={say`The network`} wide onClose={() => setLarge(false)}>
        <p className={styles.total}>{totalWords(structure)}</p>
        {large ? plan : null}
      </Dialog>
    </Section>
  );
}
