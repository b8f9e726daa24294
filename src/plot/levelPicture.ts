/** Losses by noise level over the steps as a heat map: the shades alone, edge to edge on its canvas. */
import { fitSurface, type Surface } from './canvasSurface.ts';
import { rampColours } from './colourRamp.ts';
import { levelShade, type LevelRange } from './levelShades.ts';
import { readPalette } from './palette.ts';

const SHADES = 256;

export interface LevelScene {
  /** Losses of each part of the timesteps, from nearly clean to nearly noise, as means over the steps `from` to `to`. */
  entries: readonly { from: number; to: number; values: ArrayLike<number> }[];
  range: LevelRange;
  /** Pixel of a step. */
  x(step: number): number;
}

export class LevelPicture {
  private kept: { surface: Surface; colours: Uint8ClampedArray } | null = null;
  private readonly canvas: HTMLCanvasElement;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  invalidate(): void {
    this.kept = null;
  }

  draw({ entries, range, x }: LevelScene): void {
    this.kept ??= this.prepare();
    if (!this.kept) return;
    const { surface: { context, width, height, ratio }, colours } = this.kept;
    // Edges on whole pixels of the screen: no seams between neighbours.
    const whole = (place: number) => Math.round(place * ratio) / ratio;
    context.clearRect(0, 0, width, height);
    for (const { from, to, values } of entries) {
      const [left, right] = [whole(x(from - 1)), whole(x(to))];
      const rows = values.length;
      for (let row = 0; row < rows; row++) {
        const shade = levelShade(values[row] ?? NaN, range);
        if (shade === null) continue;
        const [top, bottom] = [whole(height * (1 - (row + 1) / rows)), whole(height * (1 - row / rows))];
        context.fillStyle = `rgb(${colours.subarray(3 * Math.round(shade * (SHADES - 1)), 3 * Math.round(shade * (SHADES - 1)) + 3).join(' ')})`;
        context.fillRect(left, top, Math.max(1 / ratio, right - left), bottom - top);
      }
    }
  }

  private prepare(): { surface: Surface; colours: Uint8ClampedArray } | null {
    const surface = fitSurface(this.canvas);
    return surface && { surface, colours: rampColours(readPalette(this.canvas).ramp, SHADES) };
  }
}
