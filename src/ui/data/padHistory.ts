/** What is on the drawing pad, with undo. */
import { simplifyStroke, type Stroke } from './strokes.ts';

export interface Pad {
  strokes: readonly Stroke[];
  past: readonly (readonly Stroke[])[];
}

export function emptyPad(strokes: readonly Stroke[] = []): Pad {
  return { strokes, past: [] };
}

/** Adds finished strokes; beyond `limit` strokes nothing is added. */
export function addStrokes(pad: Pad, strokes: readonly Stroke[], limit: number): Pad {
  const added = strokes.filter((stroke) => stroke.length > 0).map((stroke) => simplifyStroke(stroke));
  if (added.length === 0 || pad.strokes.length + added.length > limit) return pad;
  return { strokes: [...pad.strokes, ...added], past: [...pad.past, pad.strokes] };
}

export function clearPad(pad: Pad): Pad {
  return pad.strokes.length === 0 ? pad : { strokes: [], past: [...pad.past, pad.strokes] };
}

export function undoPad(pad: Pad): Pad {
  const strokes = pad.past.at(-1);
  if (strokes) return { strokes, past: pad.past.slice(0, -1) };
  // A drawing that came with the recipe has no past; its strokes are taken off one by one.
  return pad.strokes.length > 0 ? { strokes: pad.strokes.slice(0, -1), past: [] } : pad;
}
