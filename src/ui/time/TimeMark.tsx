import { useFramePlaces, usePlayheadState } from './playhead.ts';
import { timeAxis } from './timeAxis.ts';
import styles from './TimeMark.module.css';

/** Where the film is, as one line over everything that lies on the axis of its box; nothing while no film is shown. @param width of the box */
export function TimeMark({ width, alphasCumprod }: { width: number; alphasCumprod: ArrayLike<number> }) {
  const { frame } = usePlayheadState();
  const now = useFramePlaces(alphasCumprod)[frame];
  if (now === undefined || width === 0) return null;
  return <div className={styles.mark} style={{ transform: `translateX(${timeAxis(width).x(now)}px)` }} aria-hidden="true" data-testid="time-mark" />;
}
