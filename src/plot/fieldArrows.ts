/** A field over the plane as arrows from x_t towards the predicted x_0. */
import { addArrow } from './arrow.ts';
import type { ScatterView } from './scatterView.ts';

export interface ArrowField {
  grid: { left: number; right: number; bottom: number; top: number; columns: number; rows: number };
  /** Predicted x0 at the middle of each cell, row by row from the bottom, [cells, 2] flattened. */
  x0: ArrayLike<number>;
}

/** [x, y, towards x, towards y] of each arrow in data units, [cells, 4] flattened, drawn in full. */
export function arrowsOf({ grid: { left, right, bottom, top, columns, rows }, x0 }: ArrowField): Float64Array {
  const [width, height] = [(right - left) / columns, (top - bottom) / rows];
  const out = new Float64Array(4 * columns * rows);
  for (let cell = 0; cell < columns * rows; cell++) {
    const x = left + ((cell % columns) + 0.5) * width;
    const y = bottom + (Math.floor(cell / columns) + 0.5) * height;
    out.set([x, y, (x0[2 * cell] ?? NaN) - x, (x0[2 * cell + 1] ?? NaN) - y], 4 * cell);
  }
  return out;
}

/** The share of their length at which arrows of all fields are drawn: the longest spans one cell; never longer than they are. */
export function arrowScale(fields: readonly ArrowField[]): number {
  let [longest, cell] = [0, Infinity];
  for (const field of fields) {
    const arrows = arrowsOf(field);
    for (let k = 0; k < arrows.length; k += 4) {
      const length = Math.hypot(arrows[k + 2] ?? 0, arrows[k + 3] ?? 0);
      if (length > longest) longest = length;
    }
    cell = Math.min(cell, (field.grid.right - field.grid.left) / field.grid.columns);
  }
  return longest > 0 ? Math.min(1, cell / longest) : 1;
}

/** How far apart the predictions of two fields are: root mean square distance over the cells; null where their cells differ. */
export function fieldDistance(a: ArrowField, b: ArrowField): number | null {
  if (a.x0.length !== b.x0.length || a.x0.length === 0) return null;
  let sum = 0;
  for (let k = 0; k < a.x0.length; k++) sum += ((a.x0[k] ?? 0) - (b.x0[k] ?? 0)) ** 2;
  return Math.sqrt(sum / (a.x0.length / 2));
}

export interface ArrowStyle { colour: string; width: number; alpha: number }

/** Draws the arrows of one field, clipped to the picture. @param scale see `arrowScale` */
export function drawArrows(context: CanvasRenderingContext2D, view: ScatterView, field: ArrowField, scale: number, { colour, width, alpha }: ArrowStyle): void {
  const arrows = arrowsOf(field);
  context.save();
  context.beginPath();
  context.rect(view.left, view.top, view.width, view.height);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.globalAlpha = alpha;
  context.lineCap = 'round';
  context.beginPath();
  for (let k = 0; k < arrows.length; k += 4) {
    const [x = 0, y = 0, across = 0, up = 0] = arrows.subarray(k, k + 4);
    addArrow(context, view.x(x), view.y(y), view.x(x + scale * across), view.y(y + scale * up));
  }
  context.stroke();
  context.restore();
}
