import { useMemo } from 'react';
import { axisNumber, type ChartAxis } from '../../plot/chartScales.ts';
import { lossAt, lossColumns, lossLimits, shownSteps, smoothingHorizon } from '../../plot/lossCurve.ts';
import { say } from '../../words/say.ts';
import type { Curve } from '../charts/curves.ts';
import { CurveLine } from '../charts/CurveLine.tsx';
import { NOTHING_TRAINED } from './nothingTrained.ts';
import { RawBand } from './RawBand.tsx';
import { StepChart } from './StepChart.tsx';
import styles from './StepChart.module.css';
import type { TrainingHistory } from './useTrainingHistory.ts';

/** About as many columns as the chart has pixels. */
const COLUMNS = 320;
const MEAN_OF = 50;

/** Mean of the last steps, which is what the smoothed curve shows at its end. */
function latestMean({ values, length }: TrainingHistory['losses']): number {
  const recent = values.slice(Math.max(0, length - MEAN_OF), length);
  return recent.reduce((sum, value) => sum + value, 0) / Math.max(1, recent.length);
}

/** The loss over the steps so far, raw and smoothed, on a logarithmic axis. */
export function LossChart({ history: { losses, changes } }: { history: TrainingHistory }) {
  const columns = useMemo(() => lossColumns(losses, COLUMNS, smoothingHorizon(losses.length)), [losses]);
  const [low, high] = lossLimits(columns);
  const y = useMemo((): ChartAxis => ({ name: 'loss (logarithmic)', domain: [low, high], scale: 'log', figures: 4 }), [low, high]);
  const smooth: Curve = { name: 'mean loss', tone: 'first', x: columns.steps.subarray(0, columns.length), y: columns.smooth.subarray(0, columns.length) };
  const label = losses.length === 0 ? say`Loss curve: no steps yet` : say`Loss curve over ${losses.length} steps; the mean of the last ${MEAN_OF} is ${latestMean(losses).toPrecision(3)}`;
  return (
    <div>
      <StepChart
        label={label}
        testId="loss-chart"
        y={y}
        steps={shownSteps(losses)}
        changes={changes}
        curves={[smooth]}
        empty={columns.length === 0 ? NOTHING_TRAINED : null}
        reading={(step) => {
          const at = lossAt(losses, columns, step);
          if (!at) return null;
          const [mean, loss] = [axisNumber(at.smooth), axisNumber(at.loss)];
          return { step: at.step, text: say`mean ${mean}   step's own ${loss}`, spoken: say`mean loss ${mean}, of the step itself ${loss}`, dots: [{ y: at.loss, tone: 'faint' }, { y: at.smooth, tone: 'first' }] };
        }}
      >
        {(scales) => (
          <>
            <RawBand columns={columns} scales={scales} />
            <CurveLine curve={smooth} scales={scales} />
          </>
        )}
      </StepChart>
      <p className={styles.legend} data-empty={columns.length === 0 || undefined}>
        <span className={styles.smooth}>{say`mean of about ${smoothingHorizon(losses.length)} steps`}</span>
        <span className={styles.raw}>{say`every step`}</span>
      </p>
    </div>
  );
}
