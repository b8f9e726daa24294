/** The main picture of a run on pictures: a grid of them, or one of them large. */
import { fitSurface, type Surface } from './canvasSurface.ts';
import { layOutGrid, pictureAt, pictureCorner, type GridNames, type ImageGrid } from './imageGrid.ts';
import { SheetBrush, type ImageSheet } from './imageSheet.ts';
import { readPalette, type Palette } from './palette.ts';

const gap = 4;
/** Room for the frame of a picture at the edge. */
const margin = 3;
const fontSize = 11;
const lineHeight = 16;

export interface GridScene {
  sheet: ImageSheet | null;
  /** A name for each picture, or null; the same array while the names stay the same. */
  names: readonly string[] | null;
  /** Keeps the room of the names and leaves them out: beside a picture that has them. */
  nameless?: boolean;
  /** Name i is name i % period all along; 0 where they follow no such order. */
  period: number;
  /** The picture that is shown alone and large. */
  only: number | null;
  /** The picture that the keyboard is at, and the one under the pointer. */
  focused: number | null;
  pointed: number | null;
}

interface Kept { surface: Surface; palette: Palette }
interface Placed { grid: ImageGrid; count: number; imageWidth: number; imageHeight: number; names: readonly string[] | null; only: number | null }

export class GridPicture {
  private readonly canvas: HTMLCanvasElement;
  private readonly brush = new SheetBrush();
  private kept: Kept | null = null;
  private placed: Placed | null = null;
  private drawn: GridScene | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  /** Forgets sizes and colours, after a resize or a theme change. */
  invalidate(): void {
    this.kept = null;
    this.placed = null;
    this.drawn = null;
  }

  /** Pictures in a row of the grid as it was last drawn. */
  get columns(): number {
    return this.placed?.grid.columns ?? 1;
  }

  /** The picture at a place of the canvas, in CSS pixels; null beside the pictures. */
  at(x: number, y: number): number | null {
    if (!this.placed || !this.kept) return null;
    const { ratio } = this.kept.surface;
    const index = pictureAt(this.placed.grid, x * ratio, y * ratio);
    return index === null ? null : index + (this.placed.only ?? 0);
  }

  /** Draws a scene unless it is there already: a film asks with every animation frame. */
  draw(scene: GridScene): void {
    if (this.drawn && sameScene(this.drawn, scene)) return;
    this.kept ??= this.prepare();
    if (!this.kept) return;
    this.drawn = scene;
    const { surface: { context }, palette } = this.kept;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    if (!scene.sheet) {
      this.placed = null;
      return;
    }
    this.placed = this.place(scene, scene.sheet, this.kept);
    const { grid } = this.placed;
    this.brush.draw(context, scene.sheet, grid, scene.only ?? 0);
    if (scene.names && !scene.nameless) this.write(scene.names, grid, this.kept);
    if (scene.only !== null) return;
    this.frame(scene.pointed, palette.inkSoft, 1);
    this.frame(scene.focused, palette.accent, 2);
  }

  private prepare(): Kept | null {
    const surface = fitSurface(this.canvas);
    return surface && { surface, palette: readPalette(this.canvas) };
  }

  private place(scene: GridScene, { shape }: ImageSheet, kept: Kept): Placed {
    const { only, names } = scene;
    const count = only === null ? shape.count : Math.min(1, shape.count);
    const wanted = { count, imageWidth: shape.width, imageHeight: shape.height, names, only };
    const before = this.placed;
    if (before && (['count', 'imageWidth', 'imageHeight', 'names', 'only'] as const).every((part) => before[part] === wanted[part])) return before;
    const { ratio } = kept.surface;
    const edge = Math.round(margin * ratio);
    const room = { width: this.canvas.width - 2 * edge, height: this.canvas.height - 2 * edge, gap: Math.round(gap * ratio) };
    const grid = layOutGrid({ ...wanted, ...room, names: only === null ? measured(scene, kept) : null });
    return { ...wanted, grid: { ...grid, left: grid.left + edge, top: grid.top + edge } };
  }

  private write(names: readonly string[], grid: ImageGrid, { surface: { context, ratio }, palette }: Kept): void {
    if (grid.names === 'none') return;
    setFont(context, ratio, palette);
    context.fillStyle = palette.axis;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const shown = grid.names === 'columns' ? Math.min(grid.columns, grid.count) : grid.count;
    const below = grid.names === 'columns' ? (-lineHeight / 2) * ratio : grid.height + (lineHeight / 2) * ratio;
    for (let index = 0; index < shown; index += 1) {
      const { x, y } = pictureCorner(grid, index);
      context.fillText(names[index] ?? '', x + grid.width / 2, y + below);
    }
  }

  private frame(index: number | null, colour: string, width: number): void {
    if (index === null || !this.kept || !this.placed || index >= this.placed.grid.count) return;
    const { context, ratio } = this.kept.surface;
    const { grid } = this.placed;
    const { x, y } = pictureCorner(grid, index);
    const line = width * ratio;
    const out = line / 2 + ratio;
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.strokeRect(x - out, y - out, grid.width + 2 * out, grid.height + 2 * out);
  }
}

function sameScene(a: GridScene, b: GridScene): boolean {
  return a.sheet === b.sheet && a.names === b.names && a.nameless === b.nameless && a.period === b.period && a.only === b.only && a.focused === b.focused && a.pointed === b.pointed;
}

function setFont(context: CanvasRenderingContext2D, ratio: number, palette: Palette): void {
  context.font = `${fontSize * palette.textScale * ratio}px ${palette.font}`;
}

/**
 * Height in CSS pixels that a grid with one class of pictures in each column needs on a canvas of the given size, so that nothing of it
 * stays empty; null where the pictures are laid out in another way.
 * @param size of the canvas in CSS pixels, as high as it may become
 */
export function columnsHeight(
  size: { width: number; height: number; ratio: number },
  pictures: { count: number; imageWidth: number; imageHeight: number; period: number },
): number | null {
  const { ratio } = size;
  const edge = Math.round(margin * ratio);
  const between = Math.round(gap * ratio);
  const line = lineHeight * ratio;
  const { names, rows, stepY } = layOutGrid({
    ...pictures, width: Math.round(size.width * ratio) - 2 * edge, height: Math.round(size.height * ratio) - 2 * edge, gap: between, names: { line, widest: 0, period: pictures.period },
  });
  return names === 'columns' ? Math.ceil((line + rows * stepY - between + 2 * edge) / ratio) : null;
}

/** How much room the names of a scene need. */
function measured({ names, period }: GridScene, { surface: { context, ratio }, palette }: Kept): GridNames | null {
  if (!names || names.length === 0) return null;
  setFont(context, ratio, palette);
  const widest = Math.max(...[...new Set(names)].map((name) => context.measureText(name).width));
  return { line: lineHeight * ratio, widest: widest + 4 * ratio, period };
}
