import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import { LiveControls } from './LiveControls.tsx';
import { LossChart } from './LossChart.tsx';
import { NoiseLevelLoss } from './NoiseLevelLoss.tsx';
import { Progress } from './Progress.tsx';
import { RestartNotice } from './RestartNotice.tsx';
import { RunControls } from './RunControls.tsx';
import { RunDetails } from './RunDetails.tsx';
import styles from './TrainingPanel.module.css';

/** The run: start and pause, how far it is, how well it goes, and what may be changed while it goes. */
export function TrainingPanel() {
  const store = usePlaygroundStore();
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  return (
    <Section
      title="Training"
      hint="Each step looks at some data points with noise added and changes the model a little, so that it predicts the noise-free points better."
      className={styles.panel}
    >
      <RunControls />
      <Progress />
      {recorded ? null : <RestartNotice />}
      <LossChart store={store} />
      <NoiseLevelLoss />
      {recorded ? null : <LiveControls />}
      <RunDetails />
    </Section>
  );
}
