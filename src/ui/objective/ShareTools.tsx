import { say, sayCount } from '../../words/say.ts';
import { addPoint, MAX_POINTS, removePoint, widestGap, type EditedPoints } from '../charts/pointEdits.ts';
import { Button } from '../primitives/Button.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { shareText, type ShareChart } from './shareChart.ts';
import styles from './ShareEditor.module.css';

export interface ShareToolsProps {
  chart: ShareChart;
  selected: number | null;
  onBegin(): void;
  onEven(): void;
  onEdit(edited: EditedPoints): void;
}

/** What the selected point is, and buttons for everything that the chart does by dragging. */
export function ShareTools({ chart, selected, onBegin, onEven, onEdit }: ShareToolsProps) {
  const { points, unit, fitted, timesteps, curves } = chart;
  if (fitted) {
    return (
      <div className={styles.tools}>
        <p className={styles.readout}>{say`Drag the curve, or`}</p>
        <Button variant="quiet" icon="pen" className={styles.button} onClick={onBegin}>{say`Draw it by hand`}</Button>
      </div>
    );
  }
  const point = selected === null ? undefined : points[selected];
  const inner = selected !== null && selected > 0 && selected < points.length - 1;
  const add = () => {
    const u = widestGap(points);
    const added = addPoint(points, u, (curves[0]?.y[Math.round(u * (timesteps - 1))] ?? 0) / unit);
    if (added) onEdit(added);
  };
  const remove = () => {
    const removed = selected === null ? null : removePoint(points, selected);
    if (removed) onEdit(removed);
  };
  return (
    <div className={styles.tools}>
      <p className={styles.readout}>{point ? `t = ${Math.round(point.u * (timesteps - 1))}: ${shareText(point.value * unit)}` : sayCount(points.length, '{0} point', '{0} points')}</p>
      {point ? <IconButton icon="trash" label={inner ? say`Remove this share point` : say`The two ends stay`} disabled={!inner} onClick={remove} /> : null}
      <IconButton icon="plus" label={say`Add a share point`} disabled={points.length >= MAX_POINTS} onClick={add} />
      <IconButton icon="reset" label={say`Back to an even share`} onClick={onEven} />
    </div>
  );
}
