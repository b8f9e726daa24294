import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import { Progress } from './Progress.tsx';
import { RunControls } from './RunControls.tsx';
import { TrainingChart } from './TrainingChart.tsx';
import { TrainingNotices } from './TrainingNotices.tsx';

/** The run: start and pause, how far it is, and how well it goes. */
export function TrainingPanel() {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  return (
    <Section
      title={say`Training`}
      hint={pictures
        ? say`Each step looks at some of the pictures with noise added and changes the model a little, so that it predicts the noise-free pictures better.`
        : say`Each step looks at some of the points with noise added and changes the model a little, so that it predicts the noise-free points better.`}
    >
      {recorded ? <RunControls /> : null}
      <TrainingNotices />
      {recorded ? <Progress /> : null}
      <TrainingChart />
    </Section>
  );
}
