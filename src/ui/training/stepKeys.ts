import type { ShownSteps } from '../../plot/lossCurve.ts';

/** Parts of the axis that one press of an arrow moves by. */
const PARTS = 100;
const LEAPS = 10;

/** The step that a key leads to on an axis of steps; null for keys that lead nowhere. Whole, and within the axis. */
export function stepAfterKey(key: string, from: number, { first, last }: ShownSteps): number | null {
  const part = Math.max(1, Math.round((last - first) / PARTS));
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: from - part, ArrowDown: from - part, ArrowRight: from + part, ArrowUp: from + part,
    PageDown: from - LEAPS * part, PageUp: from + LEAPS * part, Home: first, End: last,
  };
  const wanted = moves[key];
  return wanted === undefined ? null : Math.round(Math.min(last, Math.max(first, wanted)));
}
