import { memo, useCallback, useMemo } from 'react';
import { useLanguage } from '../primitives/useLanguage.ts';
import type { ChartScales } from '../../plot/chartScales.ts';
import { learningRateCurve } from '../../recipe/learningRate.ts';
import { say } from '../../words/say.ts';
import type { Curve } from '../charts/curves.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import { usePlayground } from '../playground.ts';
import { PresentMark } from './PresentMark.tsx';
import type { RatePlan } from './presentRate.ts';
import { PresentWords } from './PresentWords.tsx';

function curveOf({ optimizer, steps }: RatePlan, rest: Omit<Curve, 'x' | 'y'>): Curve {
  const { steps: x, rates: y } = learningRateCurve(optimizer, steps);
  return { ...rest, x, y };
}

/** The learning rate over the planned steps, and where training stands on it. */
export const LearningRateChart = memo(function LearningRateChart() {
  useLanguage();
  const optimizer = usePlayground((state) => state.recipe.optimizer);
  const steps = usePlayground((state) => state.recipe.training.steps);
  const running = usePlayground((state) => state.runningRecipe?.optimizer ?? state.recipe.optimizer);
  const runningSteps = usePlayground((state) => (state.runningRecipe ?? state.recipe).training.steps);
  // Another optimizer brings its own rate, and neither counts before a restart.
  const waits = usePlayground((state) => state.pendingRestart.includes('optimizer.kind') || state.pendingRestart.includes('training.steps'));

  const present = useMemo((): RatePlan => (waits ? { optimizer: running, steps: runningSteps } : { optimizer, steps }), [waits, running, runningSteps, optimizer, steps]);
  const curves = useMemo((): Curve[] => [
    curveOf(present, { name: waits ? 'now' : 'learning rate', tone: 'first' }),
    ...(waits ? [curveOf({ optimizer, steps }, { name: 'after a restart', tone: 'second', style: 'dashed' })] : []),
  ], [waits, present, optimizer, steps]);
  const x = useMemo(() => ({ name: 'training step', domain: [0, Math.max(1, ...curves.map((curve) => curve.x[curve.x.length - 1] ?? 0))] as const, whole: true }), [curves]);
  const y = useMemo(() => ({ name: 'learning rate', domain: [0, 1.08 * Math.max(...curves.flatMap((curve) => Array.from(curve.y)))] as const }), [curves]);
  const mark = useCallback((scales: ChartScales) => <PresentMark scales={scales} plan={present} />, [present]);
  return (
    <>
      <CurveChart label={say`Learning rate over the planned training steps`} x={x} y={y} curves={curves} height={172}>{mark}</CurveChart>
      <PresentWords plan={present} />
    </>
  );
});
