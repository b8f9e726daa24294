import { useId, useRef, useState, type CSSProperties } from 'react';
import { say } from '../../words/say.ts';
import { classes } from './classes.ts';
import { Hint } from './Hint.tsx';
import { NumberBox } from './NumberBox.tsx';
import { formatNumber, type NumberRange } from './numberText.ts';
import { fromTrack, steppedOnTrack, toTrack, trackSteps } from './sliderTrack.ts';
import fieldStyles from './Field.module.css';
import styles from './Slider.module.css';

export interface SliderProps extends NumberRange {
  label: string;
  value: number;
  /** Grain of the value on the track; default: 1 for integers, else none. */
  step?: number;
  scale?: 'linear' | 'log';
  unit?: string;
  hint?: string;
  disabled?: boolean;
  /** Called while dragging. */
  onChange(value: number): void;
  /** Called once when a drag or key press ends. */
  onCommit?(value: number): void;
}

/** A native range with its value as editable text beside it. */
export function Slider({ label, value, min, max, integer, step, scale = 'linear', unit, hint, disabled, onChange, onCommit }: SliderProps) {
  const id = useId();
  const dragged = useRef<number | null>(null);
  const keyed = useRef(false);
  const [problem, setProblem] = useState<string | null>(null);
  const track = { min, max, scale, step: step ?? (integer ? 1 : 0) };
  const position = toTrack(value, track);
  const fill: CSSProperties & Record<'--fill', string> = { '--fill': `${(100 * position) / trackSteps(track)}%` };
  const commit = () => {
    if (dragged.current !== null) onCommit?.(dragged.current);
    dragged.current = null;
  };
  return (
    <div className={classes(fieldStyles.field, disabled && fieldStyles.disabled)}>
      <div className={fieldStyles.head}>
        <span className={fieldStyles.label}>
          <label htmlFor={id}>{label}</label>
          {hint ? <Hint label={label} text={hint} /> : null}
        </span>
        <NumberBox
          label={say`${label}, as a number`}
          name={label}
          value={value}
          unit={unit}
          min={min}
          max={max}
          integer={integer}
          step={step}
          disabled={disabled}
          describedBy={problem ? `${id}-problem` : undefined}
          onChange={(next) => {
            onChange(next);
            onCommit?.(next);
          }}
          onProblem={setProblem}
        />
      </div>
      <input
        id={id}
        className={styles.range}
        style={fill}
        type="range"
        min={0}
        max={trackSteps(track)}
        step={1}
        value={position}
        disabled={disabled}
        aria-valuetext={unit ? `${formatNumber(value)} ${unit}` : formatNumber(value)}
        onChange={(event) => {
          const at = Number(event.target.value);
          dragged.current = keyed.current ? steppedOnTrack(at, value, track) : fromTrack(at, track);
          onChange(dragged.current);
        }}
        onPointerDown={() => { keyed.current = false; }}
        onPointerUp={commit}
        onPointerCancel={commit}
        onKeyDown={() => { keyed.current = true; }}
        onKeyUp={commit}
        onBlur={commit}
      />
      {problem ? <p id={`${id}-problem`} className={fieldStyles.problem} role="alert">{problem}</p> : null}
    </div>
  );
}
