import { isImageData } from '../../recipe/recipeKind.ts';
import { usePlayground } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import { Progress } from './Progress.tsx';
import { RunControls } from './RunControls.tsx';
import { TrainingChart } from './TrainingChart.tsx';
import { TrainingNotices } from './TrainingNotices.tsx';

/** The run: start and pause, how far it is, and how well it goes. */
export function TrainingPanel() {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const samples = usePlayground((state) => (isImageData(state.recipe.data) ? 'pictures' : 'points'));
  return (
    <Section
      title="Training"
      hint={`Each step looks at some of the ${samples} with noise added and changes the model a little, so that it predicts the noise-free ${samples} better.`}
    >
      {recorded ? <RunControls /> : null}
      <TrainingNotices />
      {recorded ? <Progress /> : null}
      <TrainingChart />
    </Section>
  );
}
