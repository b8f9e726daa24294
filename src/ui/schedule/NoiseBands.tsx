import { alphaBarOfLogSnr } from '../../diffusion/noiseTable.ts';
import { say } from '../../words/say.ts';
import { MIDDLE } from './balance.ts';
import { MARGIN, type ChartFrame } from './chartFrame.ts';
import { clamp, isLevelView, levelValue } from './views.ts';
import styles from './ScheduleChart.module.css';

/** Faint ground that says what each height means: fine detail, shape, coarse placement. Only where a height is a noise level. */
export function NoiseBands({ frame }: { frame: ChartFrame }) {
  const { view } = frame;
  if (!isLevelView(view)) return null;
  const top = MARGIN.top;
  const bottom = frame.height - MARGIN.bottom;
  const left = MARGIN.left;
  const right = frame.width - MARGIN.right;
  const edge = (logSnr: number) => clamp(frame.y(levelValue(view, alphaBarOfLogSnr(logSnr))), top, bottom);
  const little = edge(MIDDLE);
  const much = edge(-MIDDLE);
  const upper = Math.min(little, much);
  const lower = Math.max(little, much);
  // sigma grows upwards, so there the bands change places; labels keep to the corners that the curve leaves empty.
  const upside = little > much;
  return (
    <g aria-hidden="true">
      <rect className={styles.band} x={left} y={upper} width={Math.max(0, right - left)} height={lower - upper} />
      <text className={styles.bandName} x={upside ? left + 8 : right - 4} y={(top + upper) / 2} dy="0.32em" textAnchor={upside ? 'start' : 'end'}>
        {upside ? say`coarse placement` : say`fine detail`}
      </text>
      <text className={styles.bandName} x={upside ? right - 4 : left + 8} y={(lower + bottom) / 2} dy="0.32em" textAnchor={upside ? 'end' : 'start'}>
        {upside ? say`fine detail` : say`coarse placement`}
      </text>
      <text className={styles.bandName} x={right - 4} y={upper + 14} textAnchor="end">{say`shape appears`}</text>
    </g>
  );
}
