/** A density in the plane as a heat map with axes. */
import { fitSurface, type Surface } from './canvasSurface.ts';
import { rampColours } from './colourRamp.ts';
import { densityShade, type DensityScale } from './densityScale.ts';
import { readPalette, type Palette } from './palette.ts';
import { drawAxes, drawDataPoints } from './scatterGround.ts';
import { scatterView, type ScatterView } from './scatterView.ts';

const margins = { left: 46, right: 6, top: 6, bottom: 36 };
const SHADES = 256;

export interface DensityScene {
  /** Edges in data units, and cells. */
  grid: { left: number; right: number; bottom: number; top: number; columns: number; rows: number };
  /** ln p of each cell, row by row from the bottom; null draws the axes alone. */
  logDensity: Float64Array | null;
  scale: DensityScale;
  /** Points over the picture, float32 [count, 2], or none. */
  points: Float32Array | null;
}

interface Kept { surface: Surface; palette: Palette; colours: Uint8ClampedArray }

export class DensityPicture {
  private kept: Kept | null = null;
  private readonly canvas: HTMLCanvasElement;
  private readonly cells = document.createElement('canvas');

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  /** Forgets sizes and colours, after a resize or a theme change. */
  invalidate(): void {
    this.kept = null;
  }

  draw(scene: DensityScene): void {
    this.kept ??= this.prepare();
    if (!this.kept) return;
    const { surface: { context, width, height }, palette, colours } = this.kept;
    const { grid } = scene;
    const view = scatterView(width, height, (grid.right - grid.left) / 2, margins);
    context.clearRect(0, 0, width, height);
    context.fillStyle = `rgb(${colours[0]} ${colours[1]} ${colours[2]})`;
    context.fillRect(view.left, view.top, view.width, view.height);
    if (scene.logDensity) this.drawCells(context, view, scene, scene.logDensity, colours);
    if (scene.points) drawDataPoints(context, view, palette.curves[1], scene.points);
    drawAxes(context, view, palette);
  }

  private drawCells(context: CanvasRenderingContext2D, view: ScatterView, { grid, scale }: DensityScene, logDensity: Float64Array, colours: Uint8ClampedArray): void {
    const { columns, rows } = grid;
    const inner = this.cells.getContext('2d');
    if (!inner) return;
    this.cells.width = columns;
    this.cells.height = rows;
    const image = inner.createImageData(columns, rows);
    for (let cell = 0; cell < columns * rows; cell++) {
      const shade = Math.round((SHADES - 1) * densityShade(logDensity[cell] ?? NaN, scale));
      // Rows of a picture come from the top.
      const at = 4 * ((rows - 1 - Math.floor(cell / columns)) * columns + (cell % columns));
      image.data.set(colours.subarray(3 * shade, 3 * shade + 3), at);
      image.data[at + 3] = Number.isNaN(logDensity[cell]) ? 0 : 255;
    }
    inner.putImageData(image, 0, 0);
    context.save();
    context.beginPath();
    context.rect(view.left, view.top, view.width, view.height);
    context.clip();
    context.imageSmoothingEnabled = false;
    context.drawImage(this.cells, view.x(grid.left), view.y(grid.top), view.scale * (grid.right - grid.left), view.scale * (grid.top - grid.bottom));
    context.restore();
  }

  private prepare(): Kept | null {
    const surface = fitSurface(this.canvas);
    if (!surface) return null;
    const palette = readPalette(this.canvas);
    return { surface, palette, colours: rampColours(palette.ramp, SHADES) };
  }
}
