import { useId, useState } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { MIN_GAP, movePoint, type DrawnPoint } from '../charts/pointEdits.ts';
import { Hint } from '../primitives/Hint.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { NumberBox } from '../primitives/NumberBox.tsx';
import { levelOfPoint, pointOfLevel } from './controlPoints.ts';
import type { Handles } from './handles.ts';
import { tangentAt, withSlope } from './tangents.ts';
import { levelFromValue, levelValue, VIEWS, type LevelView } from './views.ts';
import styles from './PointTools.module.css';

export interface PointFieldsProps {
  handles: Handles;
  view: LevelView;
  timesteps: number;
  index: number;
  onEdit(points: readonly DrawnPoint[]): void;
}

/** Values that may be typed in each view. */
const RANGES: Readonly<Record<LevelView, readonly [number, number]>> = { 'log-snr': [-20, 20], 'alpha-bar': [0, 1], sigma: [Math.exp(-10), Math.exp(10)] };

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Timestep, value and slope of a point, to be typed. */
export function PointFields({ handles, view, timesteps, index, onEdit }: PointFieldsProps) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const { points, space } = handles;
  const point = points[index];
  const tangent = tangentAt(points, space, index);
  if (!point || !tangent) return null;
  const last = timesteps - 1;
  const isEnd = index === 0 || index === points.length - 1;
  const [before, after] = isEnd ? [point.u, point.u] : [(points[index - 1]?.u ?? 0) + MIN_GAP, (points[index + 1]?.u ?? 1) - MIN_GAP];
  const [least, most] = RANGES[view];
  const shown = view === space ? point.value : levelValue(view, levelOfPoint(space, point.value));
  const valueOf = (typed: number) => (view === space ? typed : pointOfLevel(space, levelFromValue(view, typed)));
  const box = { describedBy: problem ? id : undefined, onProblem: setProblem };
  return (
    <>
      <span className={styles.field}>
        <span className={styles.name} aria-hidden="true">t</span>
        <NumberBox
          {...box} label={say`Timestep of the point`} value={rounded(point.u * last)} min={rounded(before * last)} max={rounded(after * last)} step={1} disabled={isEnd}
          onChange={(t) => onEdit(movePoint(points, index, t / last, point.value))}
        />
      </span>
      <span className={styles.field}>
        <span className={styles.name} aria-hidden="true">{sayText(VIEWS[view].label)}</span>
        <NumberBox
          {...box} label={say`${sayText(VIEWS[view].label)} of the point`} value={rounded(shown)} min={rounded(least)} max={rounded(most)} step={view === 'alpha-bar' ? 0.01 : view === 'log-snr' ? 0.1 : undefined}
          onChange={(value) => onEdit(movePoint(points, index, point.u, valueOf(value)))}
        />
      </span>
      <span className={styles.field}>
        <span className={styles.name}>{say`slope`}<Hint label={say`slope`} text={say`How much ${space === 'log-snr' ? 'log-SNR' : 'ᾱ'} would change over the whole axis at this steepness. The shaded wedge at the point shows how far it may go: beyond ${rounded(tangent.limit)} the curve would overshoot its neighbours.`} /></span>
        <NumberBox
          {...box} label={say`Slope at the point`} value={rounded(tangent.slope)} min={rounded(Math.min(0, tangent.limit))} max={rounded(Math.max(0, tangent.limit))}
          onChange={(slope) => onEdit(withSlope(points, index, slope))}
        />
        <IconButton icon="reset" label={tangent.own ? say`Let the curve find its slope` : say`The curve finds its slope by itself`} disabled={!tangent.own} onClick={() => onEdit(withSlope(points, index, null))} />
      </span>
      {problem ? <p id={id} className={styles.problem} role="alert">{sayText(problem)}</p> : null}
    </>
  );
}
