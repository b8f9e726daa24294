import { useMemo } from 'react';
import type { ChartAxis } from '../../plot/chartScales.ts';
import { shownSteps } from '../../plot/lossCurve.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import type { Curve } from '../charts/curves.ts';
import { CurveLine } from '../charts/CurveLine.tsx';
import { usePlayground } from '../playground.ts';
import { picturesPerSecond, stepsPerSecond } from './durations.ts';
import { entryAt } from './entryAt.ts';
import { StepChart } from './StepChart.tsx';
import type { TrainingHistory } from './useTrainingHistory.ts';

/** How fast training went: steps a second of points, pictures a second of pictures. */
export function SpeedChart({ history: { losses, speedTrace, changes } }: { history: TrainingHistory }) {
  const pictures = usePlayground((state) => isImageData((state.runningRecipe ?? state.recipe).data));
  const shown = pictures ? 1 : 0;
  const name = pictures ? 'pictures a second' : 'steps a second';
  const rateText = pictures ? picturesPerSecond : stepsPerSecond;
  const curve = useMemo((): Curve => ({
    name, tone: 'first',
    x: speedTrace.map(({ from, to }) => (from + to) / 2), y: speedTrace.map(({ values }) => values[shown] ?? NaN),
  }), [speedTrace, shown, name]);
  const highest = Math.max(0, ...Array.from(curve.y));
  const y = useMemo((): ChartAxis => ({ name, domain: [0, highest > 0 ? 1.1 * highest : 1], figures: 4 }), [name, highest]);
  const now = speedTrace.at(-1)?.values[shown];
  return (
    <StepChart
      label={now === undefined ? say`Speed of training: not measured yet` : say`Speed of training over the steps so far; last ${rateText(now)}`}
      testId="speed-chart"
      y={y}
      steps={shownSteps(losses)}
      changes={changes}
      curves={[curve]}
      empty={now === undefined ? say`measured while training goes on` : null}
      reading={(wanted) => {
        const entry = entryAt(speedTrace, wanted);
        if (!entry) return null;
        const [steps = NaN, samples = NaN] = entry.values;
        const words = pictures ? [picturesPerSecond(samples), stepsPerSecond(steps)] : [stepsPerSecond(steps)];
        return { step: Math.round((entry.from + entry.to) / 2), text: words.join('   '), spoken: words.join(', '), dots: [{ y: entry.values[shown] ?? NaN, tone: 'first' }] };
      }}
    >
      {(scales) => <CurveLine curve={curve} scales={scales} />}
    </StepChart>
  );
}
