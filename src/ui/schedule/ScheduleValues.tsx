import { useId, useState } from 'react';
import type { ControlPoint } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { convertPoints, type Space } from './controlPoints.ts';
import type { Handles } from './handles.ts';
import { formatPoints, parsePoints } from './scheduleText.ts';
import styles from './ScheduleEditor.module.css';

export interface ScheduleValuesProps {
  handles: Handles;
  onEdit(space: Space, points: readonly ControlPoint[], commit: boolean): void;
}

/** The points as text, in both directions: dragging rewrites it, and what is typed bends the curve at once. */
export function ScheduleValues({ handles, onEdit }: ScheduleValuesProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const { space, points } = handles;
  const parsed = draft === null ? null : parsePoints(draft, space);
  const problem = parsed && 'message' in parsed ? parsed.message : null;

  const type = (text: string) => {
    setDraft(text);
    const read = parsePoints(text, space);
    if ('points' in read) onEdit(space, read.points, false);
  };
  const settle = () => {
    if (!parsed || !('points' in parsed)) return;
    onEdit(space, parsed.points, true);
    setDraft(null);
  };
  return (
    <details className={styles.values}>
      <summary>{say`Values as text`}</summary>
      <div className={styles.valuesBody}>
        <Segmented<Space>
          label={say`Values are`}
          value={space}
          options={[
            { value: 'log-snr', label: 'log-SNR', title: 'Natural logarithm of signal over noise variance' },
            { value: 'alpha-bar', label: 'ᾱ', title: 'Share of variance that is signal, 0 to 1' },
          ]}
          onChange={(next) => {
            setDraft(null);
            onEdit(next, convertPoints(points, space, next), true);
          }}
        />
        <div className={styles.textHead}>
          <label htmlFor={id}>{say`Position t/(T−1), ${space === 'log-snr' ? 'log-SNR' : 'ᾱ'}`}</label>
          <Hint label={say`the values`} text={say`One point a line: where it lies from 0 (first timestep) to 1 (last), then its value. The curve passes smoothly through all of them.`} />
        </div>
        <textarea
          id={id}
          className={styles.text}
          rows={Math.max(4, Math.min(14, points.length + 1))}
          spellCheck={false}
          value={draft ?? formatPoints(points)}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => type(event.target.value)}
          onBlur={settle}
        />
        {problem ? (
          <p id={`${id}-problem`} className={styles.problem} role="alert">
            {sayText(problem)} <Button variant="quiet" onClick={() => setDraft(null)}>{say`Go back to the curve`}</Button>
          </p>
        ) : null}
      </div>
    </details>
  );
}
