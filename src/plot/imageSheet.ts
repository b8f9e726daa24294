/** Pictures as one sheet of bytes, and the drawing of a sheet's pictures on a canvas. */
import { pictureCorner, type ImageGrid } from './imageGrid.ts';
import { paintSheet, sheetSize, type ImageShape, type Tones } from './imagePixels.ts';

export interface ImageSheet { image: ImageData; shape: ImageShape }

/** Paints float pictures or bytes [count, height, width, channels] as a new sheet. */
export function makeSheet(values: ArrayLike<number>, shape: ImageShape, tones: Tones): ImageSheet {
  const { width, height } = sheetSize(shape);
  const image = new ImageData(Math.max(1, width), height);
  paintSheet(values, shape, tones, image.data);
  return { image, shape };
}

/** Paints other pictures of the same shape on a sheet that is there already. */
export function repaintSheet({ image, shape }: ImageSheet, values: ArrayLike<number>, tones: Tones): void {
  paintSheet(values, shape, tones, image.data);
}

/** Draws sheets scaled up with hard edges: bytes cannot be scaled on their way to a canvas, a canvas can. */
export class SheetBrush {
  private readonly canvas = document.createElement('canvas');
  private loaded: ImageSheet | null = null;

  /** Takes the bytes of a sheet as they are now. */
  load(sheet: ImageSheet): void {
    const { width, height } = sheet.image;
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.canvas.getContext('2d')?.putImageData(sheet.image, 0, 0);
    this.loaded = sheet;
  }

  /** Draws pictures `first` to `first + grid.count - 1` of a sheet; the context's unit is one device pixel. */
  draw(context: CanvasRenderingContext2D, sheet: ImageSheet, grid: ImageGrid, first = 0): void {
    if (this.loaded !== sheet) this.load(sheet);
    const { width, height } = sheet.shape;
    const { columns } = sheetSize(sheet.shape);
    context.imageSmoothingEnabled = grid.scale < 1;
    for (let place = 0; place < grid.count; place += 1) {
      const index = first + place;
      const { x, y } = pictureCorner(grid, place);
      context.drawImage(this.canvas, (index % columns) * width, Math.floor(index / columns) * height, width, height, x, y, grid.width, grid.height);
    }
  }

  /** Draws some pictures of a sheet into a square of `side` device pixels, as large as they fit, almost without gaps. */
  drawSmall(context: CanvasRenderingContext2D, sheet: ImageSheet, side: number, indices: readonly number[]): void {
    if (this.loaded !== sheet) this.load(sheet);
    const { width, height } = sheet.shape;
    const { columns } = sheetSize(sheet.shape);
    const across = Math.ceil(Math.sqrt(indices.length));
    const cell = (side - across + 1) / Math.max(1, across);
    const scale = cell / Math.max(width, height);
    context.imageSmoothingEnabled = scale < 1;
    context.imageSmoothingQuality = 'high';
    indices.forEach((index, place) => {
      const x = Math.round((place % across) * (cell + 1));
      const y = Math.round(Math.floor(place / across) * (cell + 1));
      context.drawImage(this.canvas, (index % columns) * width, Math.floor(index / columns) * height, width, height, x, y, width * scale, height * scale);
    });
  }
}
