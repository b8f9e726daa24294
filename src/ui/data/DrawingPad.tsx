import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { STROKE_LIMITS } from '../../recipe/lists.ts';
import { numberOption } from '../../recipe/options.ts';
import { say, sayCount } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Button } from '../primitives/Button.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { Slider } from '../primitives/Slider.tsx';
import { addStrokes, clearPad, undoPad, type Pad } from './padHistory.ts';
import { SHAPES } from './shapes.ts';
import { extendStroke, strokePath, toUnit, type Stroke } from './strokes.ts';
import styles from './DataPanel.module.css';

/** A drawing in the making; it is kept by the panel, so that looking at another tab does not lose it. */
export interface Sheet { pad: Pad; penWidth: number }

export interface DrawingPadProps {
  sheet: Sheet;
  onSheet(change: (sheet: Sheet) => Sheet): void;
  onLearn(strokes: readonly Stroke[], penWidth: number): void;
}

/** A square to draw in with mouse, finger or pen; ready-made shapes serve the keyboard. */
export function DrawingPad({ sheet, onSheet, onLearn }: DrawingPadProps) {
  const pen = numberOption('data.penWidth');
  const { pad, penWidth } = sheet;
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const pointer = useRef<number | null>(null);
  // The stroke under the pen; state shows it, but the pen may be lifted before the last of it was rendered.
  const line = useRef<Stroke>([]);
  const extend = (present: Stroke | null) => {
    if (present) line.current = present;
    setStroke(present);
  };

  const setPad = (change: (present: Pad) => Pad) => onSheet((present) => ({ ...present, pad: change(present.pad) }));
  const add = (strokes: readonly Stroke[]) => setPad((present) => addStrokes(present, strokes, STROKE_LIMITS.strokes));
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (event.button !== 0 || pointer.current !== null) return;
    pointer.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    extend([toUnit(event.clientX, event.clientY, event.currentTarget.getBoundingClientRect())]);
  };
  const draw = (event: PointerEvent<SVGSVGElement>) => {
    if (pointer.current !== event.pointerId) return;
    const box = event.currentTarget.getBoundingClientRect();
    const coalesced = event.nativeEvent.getCoalescedEvents?.() ?? [];
    const samples = coalesced.length > 0 ? coalesced : [event.nativeEvent];
    extend(samples.reduce<Stroke>((drawn, sample) => extendStroke(drawn, toUnit(sample.clientX, sample.clientY, box)), line.current));
  };
  const end = (event: PointerEvent) => {
    if (pointer.current !== event.pointerId) return;
    pointer.current = null;
    add([line.current]);
    extend(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    setPad(undoPad);
  };
  const shown = stroke ? [...pad.strokes, stroke] : pad.strokes;
  const full = pad.strokes.length >= STROKE_LIMITS.strokes;

  return (
    <div className={styles.drawing} onKeyDown={onKeyDown}>
      <svg
        className={styles.pad}
        viewBox="0 0 1 1"
        role="img"
        aria-label={sayCount(pad.strokes.length, 'Drawing pad, {0} stroke. Draw with mouse, finger or pen, or insert a shape below.', 'Drawing pad, {0} strokes. Draw with mouse, finger or pen, or insert a shape below.')}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <path className={styles.cross} d="M.5 0V1M0 .5H1" />
        {shown.map((line, i) => <path key={i} className={styles.stroke} d={strokePath(line)} strokeWidth={penWidth} />)}
        {shown.length === 0 ? <text className={styles.padHint} x={0.5} y={0.5} dy="-0.02">{say`Draw here`}</text> : null}
      </svg>
      <div className={styles.padTools}>
        <div className={styles.shapes} role="group" aria-label={say`Insert a shape`}>
          {SHAPES.map((shape) => (
            <button key={shape.name} type="button" className={styles.shape} title={say`Insert: ${sayText(shape.label)}`} aria-label={sayText(shape.label)} onClick={() => add(shape.strokes)}>
              <svg viewBox="0 0 1 1" aria-hidden="true">{shape.strokes.map((line, i) => <path key={i} d={strokePath(line)} />)}</svg>
            </button>
          ))}
        </div>
        <Slider label={sayText(pen.label)} hint={sayText(pen.help)} min={0.01} max={0.12} step={pen.step} value={Math.min(0.12, Math.max(0.01, penWidth))} onChange={(width) => onSheet((present) => ({ ...present, penWidth: width }))} />
        {full ? <p className={styles.note}>{say`The pad holds ${STROKE_LIMITS.strokes} strokes; undo some to draw on.`}</p> : null}
        <div className={styles.row}>
          <Button variant="primary" disabled={pad.strokes.length === 0} onClick={() => onLearn(pad.strokes, penWidth)}>{say`Learn this drawing`}</Button>
          <IconButton icon="undo" label={say`Undo the last stroke`} disabled={pad.strokes.length === 0 && pad.past.length === 0} onClick={() => setPad(undoPad)} />
          <IconButton icon="trash" label={say`Clear the pad`} disabled={pad.strokes.length === 0} onClick={() => setPad(clearPad)} />
        </div>
      </div>
    </div>
  );
}
