import { useMemo } from 'react';
import { axisNumber, type ChartAxis } from '../../plot/chartScales.ts';
import { shownSteps } from '../../plot/lossCurve.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { rangeOf, type Curve } from '../charts/curves.ts';
import { CurveLine } from '../charts/CurveLine.tsx';
import { usePlayground } from '../playground.ts';
import { Hint } from '../primitives/Hint.tsx';
import { averageSpan } from './averageSpan.ts';
import { entryAt } from './entryAt.ts';
import { StepChart } from './StepChart.tsx';
import styles from './StepChart.module.css';
import type { TrainingHistory } from './useTrainingHistory.ts';

const percent = (gap: number): string => `${axisNumber(100 * gap)} %`;

/** How far the averaged weights, which draw the samples, are from those of the last step. */
export function GapChart({ history: { losses, gapTrace, changes } }: { history: TrainingHistory }) {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const decay = usePlayground((state) => (state.runningRecipe ?? state.recipe).training.emaDecay);
  const averaged = decay > 0;
  const curve = useMemo((): Curve => ({
    name: 'distance', tone: 'first', x: gapTrace.map(({ from, to }) => (from + to) / 2), y: gapTrace.map(({ values }) => 100 * (values[0] ?? NaN)),
  }), [gapTrace]);
  const [, highest] = rangeOf([curve]) ?? [0, 0];
  const y = useMemo((): ChartAxis => ({ name: 'distance of the average (% of the weights)', domain: [0, highest > 0 ? 1.1 * highest : 1], figures: 4 }), [highest]);
  const steps = shownSteps(losses);
  const span = Math.round(averageSpan(decay, steps.last));
  const now = gapTrace.at(-1)?.values[0];
  return (
    <div>
      <StepChart
        label={now === undefined ? say`Distance of the averaged weights: not measured yet` : say`Distance of the averaged weights from the present ones over the steps so far; now ${percent(now)}`}
        testId="gap-chart"
        y={y}
        steps={steps}
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
      <p className={styles.legend} data-empty={now === undefined || undefined}>
        <span>{say`the average spans about ${groupedNumber(span)} steps`}</span>
        <Hint
          label={say`the distance of the average`}
          text={say`The length of the difference between averaged and present weights, as a share of the length of the present ones. Rule of thumb: while the weights still travel, it tells how far the samples lag behind. Later it should fall with the learning rate; if it stays high, the weights jitter about their mean: lower the rate, or let it decay. Near 0 the average changes nothing.`}
        />
      </p>
    </div>
  );
}
