import { useMemo } from 'react';
import type { ChartAxis } from '../../plot/chartScales.ts';
import { shownSteps } from '../../plot/lossCurve.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import type { Curve } from '../charts/curves.ts';
import { CurveLine } from '../charts/CurveLine.tsx';
import { usePlayground } from '../playground.ts';
import { rateText } from './durations.ts';
import { entryAt } from './entryAt.ts';
import { StepChart } from './StepChart.tsx';
import type { TrainingHistory } from './useTrainingHistory.ts';

/** How fast training went: steps a second of points, pictures a second of pictures. */
export function SpeedChart({ history: { losses, speedTrace, changes } }: { history: TrainingHistory }) {
  const pictures = usePlayground((state) => isImageData((state.runningRecipe ?? state.recipe).data));
  const [shown, what] = pictures ? [1, 'pictures'] : [0, 'steps'];
  const curve = useMemo((): Curve => ({
    name: `${what} a second`, tone: 'first',
    x: speedTrace.map(({ from, to }) => (from + to) / 2), y: speedTrace.map(({ values }) => values[shown] ?? NaN),
  }), [speedTrace, shown, what]);
  const highest = Math.max(0, ...Array.from(curve.y));
  const y = useMemo((): ChartAxis => ({ name: `${what} a second`, domain: [0, highest > 0 ? 1.1 * highest : 1], figures: 4 }), [what, highest]);
  const now = speedTrace.at(-1)?.values[shown];
  return (
    <StepChart
      label={now === undefined ? 'Speed of training: not measured yet' : `Speed of training over the steps so far; last ${rateText(now, what)}`}
      testId="speed-chart"
      y={y}
      steps={shownSteps(losses)}
      changes={changes}
      curves={[curve]}
      empty={now === undefined ? 'measured while training goes on' : null}
      reading={(wanted) => {
        const entry = entryAt(speedTrace, wanted);
        if (!entry) return null;
        const [steps = NaN, samples = NaN] = entry.values;
        const words = pictures ? [rateText(samples, 'pictures'), rateText(steps, 'steps')] : [rateText(steps, 'steps')];
        return { step: Math.round((entry.from + entry.to) / 2), text: words.join('   '), spoken: words.join(', '), dots: [{ y: entry.values[shown] ?? NaN, tone: 'first' }] };
      }}
    >
      {(scales) => <CurveLine curve={curve} scales={scales} />}
    </StepChart>
  );
}
