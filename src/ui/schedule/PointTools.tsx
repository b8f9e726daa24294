import { say } from '../../words/say.ts';
import { addPoint, MAX_POINTS, widestGap, type DrawnPoint } from '../charts/pointEdits.ts';
import { removeGroup } from '../charts/pointGroups.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { ToggleChip } from '../primitives/ToggleChip.tsx';
import { valueAt } from './chartFrame.ts';
import { pointOfLevel } from './controlPoints.ts';
import type { Handles } from './handles.ts';
import { PointFields } from './PointFields.tsx';
import type { PointChoice } from './SchedulePoints.tsx';
import { isLevelView, type ViewName } from './views.ts';
import styles from './PointTools.module.css';

export interface PointToolsProps {
  handles: Handles;
  view: ViewName;
  alphasCumprod: Float64Array;
  choice: PointChoice;
  onChoice(choice: PointChoice): void;
  /** @param selected what is selected afterwards; left out where it stays */
  onEdit(points: readonly DrawnPoint[], selected?: readonly number[]): void;
}

/** How points are handled, and the numbers of the selected one: everything the chart does by dragging, for fingers and keys too. */
export function PointTools({ handles, view, alphasCumprod, choice, onChoice, onEdit }: PointToolsProps) {
  const { points, space } = handles;
  const { selected, several, snaps } = choice;
  const index = selected.at(-1);
  if (!isLevelView(view)) return <div className={styles.tools}><p className={styles.readout}>{say`Only to look at: points move in log-SNR, ᾱ and σ.`}</p></div>;
  const add = () => {
    const u = widestGap(points);
    const added = addPoint(points, u, pointOfLevel(space, valueAt(alphasCumprod, u)));
    if (added) onEdit(added.points, [added.index]);
  };
  const removed = removeGroup(points, selected);
  const removeLabel = removed === null ? say`The two ends stay` : selected.length > 1 ? say`Remove these points` : say`Remove this point`;
  return (
    <div className={styles.tools}>
      <div className={styles.ways}>
        <ToggleChip label={say`Snap`} checked={snaps} onChange={(on) => onChoice({ ...choice, snaps: on })} />
        <Hint label={say`snapping`} text={say`A dragged point goes to the lines of the axes, to a curve that is compared, and level with its neighbours. Hold Alt while dragging to be free for once.`} />
        <ToggleChip label={say`Several`} checked={several} onChange={(on) => onChoice({ ...choice, several: on })} />
        <Hint label={say`several points`} text={say`Every point that is pressed joins the selection; all move and go together. Without this switch: press with Shift, draw a box over the chart, or press Shift and an arrow key.`} />
        <Button className={styles.add} variant="quiet" flush="end" icon="plus" disabled={points.length >= MAX_POINTS} onClick={add}>{say`Add point`}</Button>
      </div>
      <div className={styles.selection}>
        {index === undefined || !points[index] ? (
          <p className={styles.readout}>{say`${points.length} points: drag one, or click the curve to add`}</p>
        ) : (
          <>
            {selected.length > 1 ? <p className={styles.readout}>{say`${selected.length} points, the last:`}</p> : null}
            <PointFields key={index} handles={handles} view={view} timesteps={alphasCumprod.length} index={index} onEdit={onEdit} />
            <IconButton icon="trash" label={removeLabel} disabled={!removed} onClick={() => { if (removed) onEdit(removed.points, removed.selected); }} />
          </>
        )}
      </div>
    </div>
  );
}
