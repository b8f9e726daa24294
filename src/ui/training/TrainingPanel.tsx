import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import { LossChart } from './LossChart.tsx';
import { Progress } from './Progress.tsx';
import { RestartNotice } from './RestartNotice.tsx';
import { RunControls } from './RunControls.tsx';

/** The run: start and pause, how far it is, and how well it goes. */
export function TrainingPanel() {
  const store = usePlaygroundStore();
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  return (
    <Section
      title="Training"
      hint="Each step looks at some data points with noise added and changes the model a little, so that it predicts the noise-free points better."
    >
      <RunControls />
      <Progress />
      {recorded ? null : <RestartNotice />}
      <LossChart store={store} />
    </Section>
  );
}
