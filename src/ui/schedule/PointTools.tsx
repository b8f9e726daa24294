import { addPoint, MAX_POINTS, removePoint, widestGap, type EditedPoints } from '../charts/pointEdits.ts';
import { Button } from '../primitives/Button.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { percent } from './balance.ts';
import { valueAt } from './chartFrame.ts';
import { levelOfPoint, pointOfLevel } from './controlPoints.ts';
import type { Handles } from './handles.ts';
import styles from './ScheduleEditor.module.css';

export interface PointToolsProps {
  handles: Handles;
  alphasCumprod: Float64Array;
  selected: number | null;
  /** Whether points can be edited in the present view. */
  editable: boolean;
  onEdit(edited: EditedPoints): void;
}

/** What the selected point is, and buttons to add and remove: everything the chart does by dragging, for fingers too. */
export function PointTools({ handles, alphasCumprod, selected, editable, onEdit }: PointToolsProps) {
  const { points, space } = handles;
  const point = selected === null ? undefined : points[selected];
  if (!editable) return <p className={styles.readout}>Only to look at: points move in log-SNR, ᾱ and σ.</p>;
  const add = () => {
    const u = widestGap(points);
    const added = addPoint(points, u, pointOfLevel(space, valueAt(alphasCumprod, u)));
    if (added) onEdit(added);
  };
  const remove = () => {
    const removed = selected === null ? null : removePoint(points, selected);
    if (removed) onEdit(removed);
  };
  const inner = selected !== null && selected > 0 && selected < points.length - 1;
  return (
    <div className={styles.pointTools}>
      <p className={styles.readout}>
        {point
          ? `t = ${Math.round(point.u * (alphasCumprod.length - 1))}, ${percent(levelOfPoint(space, point.value))} signal`
          : `${points.length} points: drag one, or click the curve to add`}
      </p>
      {point ? <IconButton className={styles.remove} icon="trash" label={inner ? 'Remove this point' : 'The two ends stay'} disabled={!inner} onClick={remove} /> : null}
      <Button className={styles.add} variant="quiet" icon="plus" disabled={points.length >= MAX_POINTS} onClick={add}>Add point</Button>
    </div>
  );
}
