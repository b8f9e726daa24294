/** Arrows on points, in the colours of the points. */
import { addArrow } from './arrow.ts';
import { colourWheel } from './oklch.ts';
import type { Palette } from './palette.ts';
import { sectorCount } from './scatterPoints.ts';
import type { ScatterView } from './scatterView.ts';

export interface PointArrowScene {
  /** Where the arrows begin, float32 [count, 2]. */
  points: Float32Array;
  /** As long as they are drawn, float32 [count, 2]. */
  arrows: Float32Array;
  /** Colour sector of each point. */
  sectors: Uint8Array;
  /** How many are drawn; the first ones. */
  most?: number;
}

/** More than these cannot be told apart. */
const mostArrows = 500;

/** Draws the arrows of the first points, clipped to the picture. Arrows shorter than half a pixel are left out. */
export function drawPointArrows(context: CanvasRenderingContext2D, view: ScatterView, palette: Palette, { points, arrows, sectors, most = mostArrows }: PointArrowScene): void {
  const colours = colourWheel(sectorCount, palette.wheel);
  const paths = new Map<number, Path2D>();
  for (let index = 0; index < Math.min(most, sectors.length); index++) {
    const [x, y] = [points[2 * index] ?? NaN, points[2 * index + 1] ?? NaN];
    const sector = sectors[index] ?? 0;
    const path = paths.get(sector) ?? new Path2D();
    const drawn = addArrow(path, view.x(x), view.y(y), view.x(x + (arrows[2 * index] ?? NaN)), view.y(y + (arrows[2 * index + 1] ?? NaN)));
    if (drawn) paths.set(sector, path);
  }
  context.save();
  context.beginPath();
  context.rect(view.left, view.top, view.width, view.height);
  context.clip();
  context.lineWidth = 1.25;
  context.lineCap = 'round';
  for (const [sector, path] of paths) {
    context.strokeStyle = colours[sector] ?? palette.ink;
    context.stroke(path);
  }
  context.restore();
}
