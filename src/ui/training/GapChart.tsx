import { useMemo } from 'react';
import { axisNumber, type ChartAxis } from '../../plot/chartScales.ts';
import { shownSteps } from '../../plot/lossCurve.ts';
import { say } from '../../words/say.ts';
import { rangeOf, type Curve } from '../charts/curves.ts';
import { CurveLine } from '../charts/CurveLine.tsx';
import { usePlayground } from '../playground.ts';
import { entryAt } from './entryAt.ts';
import { StepChart } from './StepChart.tsx';
import type { TrainingHistory } from './useTrainingHistory.ts';

const percent = (gap: number): string => `${axisNumber(100 * gap)} %`;

/** How far the averaged weights, which draw the samples, are from those of the last step. */
export function GapChart({ history: { losses, gapTrace, changes } }: { history: TrainingHistory }) {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const averaged = usePlayground((state) => (state.runningRecipe ?? state.recipe).training.emaDecay > 0);
  const curve = useMemo((): Curve => ({
    name: 'distance', tone: 'first', x: gapTrace.map(({ from, to }) => (from + to) / 2), y: gapTrace.map(({ values }) => 100 * (values[0] ?? NaN)),
  }), [gapTrace]);
  const [, highest] = rangeOf([curve]) ?? [0, 0];
  const y = useMemo((): ChartAxis => ({ name: 'distance of the average (% of the weights)', domain: [0, highest > 0 ? 1.1 * highest : 1], figures: 4 }), [highest]);
  const now = gapTrace.at(-1)?.values[0];
  return (
    <StepChart
      label={now === undefined ? say`Distance of the averaged weights: not measured yet` : say`Distance of the averaged weights from the present ones over the steps so far; now ${percent(now)}`}
      testId="gap-chart"
      y={y}
      steps={shownSteps(losses)}
      changes={changes}
      curves={[curve]}
      empty={now !== undefined ? null : recorded ? say`not part of the recording` : averaged ? say`measured while training goes on` : say`the EMA decay is 0: nothing is averaged`}
      reading={(wanted) => {
        const entry = entryAt(gapTrace, wanted);
        if (!entry) return null;
        const gap = entry.values[0] ?? NaN;
        return { step: Math.round((entry.from + entry.to) / 2), text: percent(gap), spoken: say`distance ${percent(gap)}`, dots: [{ y: 100 * gap, tone: 'first' }] };
      }}
    >
      {(scales) => <CurveLine curve={curve} scales={scales} />}
    </StepChart>
  );
}
