import { useMemo } from 'react';
import { axisNumber, type ChartAxis } from '../../plot/chartScales.ts';
import { lossAt, lossColumns, lossLimits, shownSteps, smoothingHorizon } from '../../plot/lossCurve.ts';
import { say } from '../../words/say.ts';
import type { Curve } from '../charts/curves.ts';
import { CurveLine } from '../charts/CurveLine.tsx';
import { usePlayground } from '../playground.ts';
import { clippedShare, withLimit } from './gradientClip.ts';
import { NOTHING_TRAINED } from './nothingTrained.ts';
import { RawBand } from './RawBand.tsx';
import { StepChart } from './StepChart.tsx';
import styles from './StepChart.module.css';
import type { TrainingHistory } from './useTrainingHistory.ts';

const COLUMNS = 320;

/** How long the gradient of each step was before it was clipped, with the limit and the share of the steps beyond it. */
export function GradientChart({ history: { losses, gradientNorms, changes } }: { history: TrainingHistory }) {
  const clip = usePlayground((state) => (state.runningRecipe ?? state.recipe).optimizer.clipNorm);
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const columns = useMemo(() => lossColumns(gradientNorms, COLUMNS, smoothingHorizon(gradientNorms.length)), [gradientNorms]);
  const [low, high] = withLimit(lossLimits(columns), clip);
  const y = useMemo((): ChartAxis => ({ name: 'gradient norm (logarithmic)', domain: [low, high], scale: 'log', figures: 4 }), [low, high]);
  const x = columns.steps.subarray(0, columns.length);
  const smooth: Curve = { name: 'mean norm', tone: 'first', x, y: columns.smooth.subarray(0, columns.length) };
  const steps = shownSteps(losses);
  const limit: Curve = { name: 'clipped at', tone: 'second', style: 'dashed', x: [steps.first, steps.last], y: [clip, clip] };
  const share = useMemo(() => clippedShare(gradientNorms, clip), [gradientNorms, clip]);
  const clipped = share === null ? say`not clipped` : say`clipped at ${axisNumber(clip)}: ${Math.round(100 * share)} % of the steps`;
  const empty = columns.length === 0;
  const now = columns.smooth[columns.length - 1] ?? NaN;
  return (
    <div>
      <StepChart
        label={empty ? say`Gradient norm: no steps yet` : say`Gradient norm over ${gradientNorms.length} steps; now about ${axisNumber(now)}, ${clipped}`}
        testId="gradient-chart"
        y={y}
        steps={steps}
        changes={changes}
        curves={[smooth]}
        empty={empty ? (recorded ? say`not part of the recording` : NOTHING_TRAINED) : null}
        reading={(step) => {
          const at = lossAt(gradientNorms, columns, step);
          if (!at) return null;
          const [mean, norm] = [axisNumber(at.smooth), axisNumber(at.loss)];
          return { step: at.step, text: say`mean ${mean}   step's own ${norm}`, spoken: say`mean norm ${mean}, of the step itself ${norm}`, dots: [{ y: at.loss, tone: 'faint' }, { y: at.smooth, tone: 'first' }] };
        }}
      >
        {(scales) => (
          <>
            <RawBand columns={columns} scales={scales} />
            {share === null ? null : <CurveLine curve={limit} scales={scales} />}
            <CurveLine curve={smooth} scales={scales} />
          </>
        )}
      </StepChart>
      <p className={styles.legend} data-empty={empty || undefined}>
        <span className={styles.smooth}>{say`mean of about ${smoothingHorizon(gradientNorms.length)} steps`}</span>
        <span className={styles.raw}>{say`every step`}</span>
        <span className={share === null ? undefined : styles.limit}>{clipped}</span>
      </p>
    </div>
  );
}
