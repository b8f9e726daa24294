import { useMemo } from 'react';
import { axisNumber, type ChartAxis } from '../../plot/chartScales.ts';
import { shownSteps } from '../../plot/lossCurve.ts';
import { say } from '../../words/say.ts';
import type { Curve } from '../charts/curves.ts';
import { CurveLine } from '../charts/CurveLine.tsx';
import { usePlayground } from '../playground.ts';
import { NOTHING_TRAINED } from './nothingTrained.ts';
import { rateHistory, rateOfStep } from './rateHistory.ts';
import { StepChart } from './StepChart.tsx';
import type { TrainingHistory } from './useTrainingHistory.ts';

/** The learning rate that each step so far had. */
export function RateChart({ history: { losses, changes } }: { history: TrainingHistory }) {
  const present = usePlayground((state) => state.runningRecipe ?? state.recipe);
  const trained = losses.length > 0;
  const steps = shownSteps(losses);
  const last = losses.steps[losses.length - 1] ?? 0;
  const curve = useMemo((): Curve => ({ name: 'learning rate', tone: 'first', ...(trained ? rateHistory({ first: steps.first, last }, changes, present) : { x: [], y: [] }) }), [trained, steps.first, last, changes, present]);
  const highest = Math.max(0, ...Array.from(curve.y));
  const y = useMemo((): ChartAxis => ({ name: 'learning rate', domain: [0, highest > 0 ? 1.08 * highest : 1], figures: 4 }), [highest]);
  return (
    <StepChart
      label={trained ? say`Learning rate over the steps so far; now ${axisNumber(rateOfStep(last, changes, present))}` : say`Learning rate: no steps yet`}
      testId="rate-chart"
      y={y}
      steps={steps}
      changes={changes}
      curves={[curve]}
      empty={trained ? null : NOTHING_TRAINED}
      reading={(wanted) => {
        const step = Math.min(last, Math.max(steps.first + 1, wanted));
        const rate = rateOfStep(step, changes, present);
        return { step, text: axisNumber(rate), spoken: say`learning rate ${axisNumber(rate)}`, dots: [{ y: rate, tone: 'first' }] };
      }}
    >
      {(scales) => <CurveLine curve={curve} scales={scales} />}
    </StepChart>
  );
}
