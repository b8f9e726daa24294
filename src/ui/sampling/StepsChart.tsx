import { useMemo } from 'react';
import type { Level } from '../../diffusion/levels.ts';
import { scheduleView, type NoiseTable } from '../../diffusion/noiseTable.ts';
import type { ChartScales } from '../../plot/chartScales.ts';
import { numberList } from '../../words/decimals.ts';
import { say } from '../../words/say.ts';
import type { Curve } from '../charts/curves.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import { PlaceHandles } from './PlaceHandles.tsx';
import type { HandPlaces } from './useHandPlaces.ts';
import { levelLogSnr } from './visitedLevels.ts';
import styles from './StepsChart.module.css';

export interface StepsChartProps {
  table: NoiseTable;
  /** Levels visited, noisy to clean; null where the settings do not go together. */
  levels: readonly Level[] | null;
  /** The steps to drag; null where a spacing places them. */
  hand: HandPlaces | null;
}

/** Points of the curve behind the steps. */
const FINE = 200;

/** Where the steps fall on the schedule: over time, and in the noise that they meet there. */
export function StepsChart({ table, levels, hand }: StepsChartProps) {
  const logSnrs = useMemo(() => scheduleView(table, 'log-snr'), [table]);
  const [x, y, schedule] = useMemo(() => {
    const last = table.timesteps - 1;
    const times = Array.from({ length: Math.min(FINE, table.timesteps) }, (_, i, count = Math.min(FINE, table.timesteps)) => Math.round((i * last) / (count - 1)));
    const curve: Curve = { name: 'schedule', tone: 'faint', x: times, y: times.map((t) => logSnrs[t] ?? NaN) };
    return [
      { name: 'timestep t', domain: [0, last] as const, whole: true },
      { name: 'log-SNR', domain: [Math.min(...logSnrs), Math.max(...logSnrs)] as const },
      curve,
    ] as const;
  }, [table, logSnrs]);
  const shown = useMemo(() => (hand ? hand.places : (levels ?? []).map(({ timestep }) => timestep)), [hand, levels]);
  const curves = useMemo((): Curve[] => {
    if (hand || !levels) return [schedule];
    const rising = levels.toReversed();
    return [schedule, { name: 'steps', tone: 'first', style: 'dots', x: rising.map(({ timestep }) => timestep), y: rising.map(levelLogSnr) }];
  }, [schedule, levels, hand]);
  const overlay = (scales: ChartScales) => (
    <>
      <path aria-hidden="true" className={styles.rug} d={shown.map((place) => `M${Math.min(scales.right, scales.x(place)).toFixed(1)} ${scales.bottom}v-6`).join('')} />
      {hand ? <PlaceHandles scales={scales} logSnrs={logSnrs} hand={hand} /> : null}
    </>
  );
  return (
    <>
      <CurveChart label={say`Where the steps fall on the noise schedule`} x={x} y={y} curves={curves} height={190}>{overlay}</CurveChart>
      {shown.length > 0 ? <p className="sr-only">{say`The steps lie at timesteps ${numberList(shown.map((place) => Number(place.toFixed(1))))}.`}</p> : null}
    </>
  );
}
