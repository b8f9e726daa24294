/** The ground of a picture of points: a density as a heat map or as contours, drawn anew for every frame. */
import { contourSegments } from './contours.ts';
import { highestDensity, massLevels } from './massLevels.ts';
import { NoisedDensity, type PlaneDensity } from './noisedDensity.ts';
import type { ScatterView } from './scatterView.ts';

/** Shares of the probability that contours enclose. */
export const groundShares = [0.5, 0.9, 0.99] as const;
/** How strong the heat map is where the density is highest: points and lines over it are still seen. */
const heatStrength = 0.62;
/** The innermost line is the thickest. */
const lineWidths = [2, 1.5, 1] as const;

/** Points that are multiplied by alpha and spread to round Gaussians of standard deviation `spread`, in units of the picture. */
export interface GroundCloud { readonly points: Float32Array; readonly alpha: number; readonly spread: number }

export class PlaneGround {
  private readonly density = new NoisedDensity();
  private readonly cells: HTMLCanvasElement;
  private image: ImageData | null = null;

  constructor(cells: HTMLCanvasElement) {
    this.cells = cells;
  }

  /** Stronger where the density is higher, in proportion: nothing at 0, `heatStrength` at the highest of this picture. @param colour "#rrggbb" */
  drawHeat(context: CanvasRenderingContext2D, view: ScatterView, colour: string, cloud: GroundCloud): void {
    const density = this.of(view, cloud);
    const most = highestDensity(density);
    const inner = this.cells.getContext('2d');
    if (!inner || !(most > 0)) return;
    const { columns, rows, values } = density;
    if (this.image?.width !== columns || this.image.height !== rows) {
      this.cells.width = columns;
      this.cells.height = rows;
      this.image = inner.createImageData(columns, rows);
    }
    const { data } = this.image;
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    const gain = (255 * heatStrength) / most;
    for (let row = 0; row < rows; row++) {
      // Rows of a picture come from the top.
      let to = 4 * (rows - 1 - row) * columns;
      for (let column = 0; column < columns; column++, to += 4) {
        data[to] = red;
        data[to + 1] = green;
        data[to + 2] = blue;
        data[to + 3] = gain * (values[row * columns + column] ?? 0);
      }
    }
    inner.putImageData(this.image, 0, 0);
    clipped(context, view, () => {
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'high';
      const { left, right, bottom, top } = density;
      context.drawImage(this.cells, view.x(left), view.y(top), view.scale * (right - left), view.scale * (top - bottom));
    });
  }

  /** Lines that enclose the `groundShares` of the probability; a line that would lie beyond the picture is left out. */
  drawContours(context: CanvasRenderingContext2D, view: ScatterView, colour: string, cloud: GroundCloud): void {
    const density = this.of(view, cloud);
    const levels = massLevels(density, groundShares);
    clipped(context, view, () => {
      context.strokeStyle = colour;
      context.lineCap = 'round';
      levels.forEach((level, k) => {
        if (level === null) return;
        context.lineWidth = lineWidths[k] ?? 1;
        context.beginPath();
        const segments = contourSegments(density, level);
        for (let at = 0; at < segments.length; at += 4) {
          context.moveTo(view.x(segments[at] ?? 0), view.y(segments[at + 1] ?? 0));
          context.lineTo(view.x(segments[at + 2] ?? 0), view.y(segments[at + 3] ?? 0));
        }
        context.stroke();
      });
    });
  }

  private of({ halfX, halfY }: ScatterView, { points, alpha, spread }: GroundCloud): PlaneDensity {
    return this.density.at(points, alpha, spread, { left: -halfX, right: halfX, bottom: -halfY, top: halfY });
  }
}

function clipped(context: CanvasRenderingContext2D, view: ScatterView, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(view.left, view.top, view.width, view.height);
  context.clip();
  draw();
  context.restore();
}
