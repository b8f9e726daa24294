import { useId } from 'react';
import { say } from '../../words/say.ts';
import { useSeek } from '../time/useSeek.ts';
import { timeAxis } from '../time/timeAxis.ts';
import { valueAt } from './chartFrame.ts';
import { snrMarks, type SnrMark } from './snrMarks.ts';
import { clamp, logSnrOf } from './views.ts';
import styles from './SnrStrip.module.css';

const HEIGHT = 30;
const BAR = 12;
/** Shades change between these log-SNRs: beyond them all is signal or all noise to the eye. */
const SHADED = 7;
const SHADES = 24;
/** Pixels between two labels. */
const ROOM = 46;

const shadeOf = (alphaBar: number): string => {
  const signal = clamp(0.5 + logSnrOf(alphaBar) / (2 * SHADED), 0, 1);
  return `color-mix(in oklab, var(--data-1) ${Math.round(100 * signal)}%, var(--snr-noise))`;
};

function sentence(marks: readonly SnrMark[], last: number): string {
  const told = marks.map(({ ratio, label, u }) => (ratio === 1 ? say`signal and noise are alike at t = ${Math.round(u * last)}` : say`the ratio is ${label} at t = ${Math.round(u * last)}`));
  return told.length === 0 ? say`Signal-to-noise ratio: no round ratio is passed.` : say`Signal-to-noise ratio: ${told.join(', ')}.`;
}

/** The signal-to-noise ratio over the axis of time: dark is signal, pale is noise. @param width of the box on whose axis it lies */
export function SnrStrip({ width, alphasCumprod }: { width: number; alphasCumprod: Float64Array }) {
  const id = useId();
  const seek = useSeek(alphasCumprod);
  const { left, right, length, x } = timeAxis(width);
  const marks = snrMarks(alphasCumprod, ROOM / length);
  return (
    <svg className={styles.strip} width={width} height={HEIGHT} role="img" aria-labelledby={`${id}-title`} data-seek={seek.active} {...seek.handlers}>
      <title id={`${id}-title`}>{sentence(marks, alphasCumprod.length - 1)}</title>
      <defs>
        <linearGradient id={id} gradientUnits="userSpaceOnUse" x1={left} x2={right}>
          {Array.from({ length: SHADES + 1 }, (_, i) => <stop key={i} offset={i / SHADES} style={{ stopColor: shadeOf(valueAt(alphasCumprod, i / SHADES)) }} />)}
        </linearGradient>
      </defs>
      <text className={styles.name} x={left - 8} y={BAR - 2} textAnchor="end">SNR</text>
      <rect className={styles.bar} x={left} y={0} width={length} height={BAR} rx={2} fill={`url(#${id})`} />
      {marks.map(({ ratio, label, u }) => (
        <g key={label} className={ratio === 1 ? styles.even : styles.mark}>
          <line x1={x(u)} x2={x(u)} y1={ratio === 1 ? 0 : BAR} y2={BAR + 4} />
          <text x={clamp(x(u), left + 8, right - 8)} y={BAR + 15} textAnchor="middle">{label}</text>
        </g>
      ))}
    </svg>
  );
}
