import { memo } from 'react';
import { curvePath } from '../../plot/curvePath.ts';
import { say, wordsOf } from '../../words/say.ts';
import type { ChartFrame } from './chartFrame.ts';
import type { Overlay } from './overlays.ts';
import styles from './OverlayCurves.module.css';
import { seenLevels } from './seenLevels.ts';
import { clamp, viewCurves } from './views.ts';

const looks = [styles.first, styles.second, styles.third];

/** The compared schedules in the present view; they stay as they are while the curve before them is dragged. */
export const OverlayCurves = memo(function OverlayCurves({ frame, overlays }: { frame: ChartFrame; overlays: readonly Overlay[] }) {
  return (
    <g aria-hidden="true" data-testid="overlays">
      {overlays.map(({ name, table }, i) => viewCurves(frame.view, table, seenLevels(table, null)).map((values, j) => (
        <path
          key={`${name} ${j}`} className={looks[i]}
          d={curvePath(values, (t) => frame.x(t / (values.length - 1)), (value) => clamp(frame.y(value), -1e4, 1e4))}
        />
      )))}
    </g>
  );
});

/** Which line is which. */
export function OverlayLegend({ overlays }: { overlays: readonly Overlay[] }) {
  if (overlays.length === 0) return null;
  return (
    <ul className={styles.legend} aria-label={say`Compared with`}>
      {overlays.map(({ name }, i) => (
        <li key={i} className={styles.entry}>
          <svg width={24} height={8} aria-hidden="true"><path className={looks[i]} d="M0 4H24" /></svg>
          <span className={styles.name}>{wordsOf(name)}</span>
        </li>
      ))}
    </ul>
  );
}
