/** Pictures as bytes, put side by side into one block of pixels for a canvas. */

export interface PictureBytes {
  width: number;
  height: number;
  channels: 1 | 3;
  /** sRGB bytes [count, height, width, channels]. */
  pixels: Uint8Array;
}

export interface SheetLayout {
  /** Pictures in a row. */
  columns: number;
  /** Pixels of the sheet for each pixel of a picture, a whole number. */
  scale: number;
  /** Pixels of the sheet between pictures; they are transparent. */
  gap: number;
}

export interface Sheet { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> }

/** The pictures of those `indices`, in that order, row by row; RGBA. Indices without a picture leave their place empty. */
export function pictureSheet(pictures: PictureBytes, indices: readonly number[], { columns, scale, gap }: SheetLayout): Sheet {
  const { width, height, channels, pixels } = pictures;
  const [cellWidth, cellHeight] = [width * scale + gap, height * scale + gap];
  const across = Math.max(1, Math.min(columns, indices.length));
  const sheetWidth = across * cellWidth - gap;
  const sheetHeight = Math.max(1, Math.ceil(indices.length / across)) * cellHeight - gap;
  const data = new Uint8ClampedArray(4 * sheetWidth * sheetHeight);
  const bytes = width * height * channels;
  const [green, blue] = channels === 3 ? [1, 2] : [0, 0];
  for (const [place, index] of indices.entries()) {
    if (index < 0 || (index + 1) * bytes > pixels.length) continue;
    const left = (place % across) * cellWidth;
    const top = Math.floor(place / across) * cellHeight;
    for (let y = 0; y < height * scale; y += 1) {
      for (let x = 0; x < width * scale; x += 1) {
        const from = index * bytes + (Math.floor(y / scale) * width + Math.floor(x / scale)) * channels;
        const to = 4 * ((top + y) * sheetWidth + left + x);
        data[to] = pixels[from] ?? 0;
        data[to + 1] = pixels[from + green] ?? 0;
        data[to + 2] = pixels[from + blue] ?? 0;
        data[to + 3] = 255;
      }
    }
  }
  return { width: sheetWidth, height: sheetHeight, data };
}

/** Place in the list of the picture at a point of the sheet, or null between the pictures and beyond them. */
export function placeAt(x: number, y: number, side: number, count: number, { columns, scale, gap }: SheetLayout): number | null {
  const cell = side * scale + gap;
  const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
  const place = row * columns + column;
  const inside = x >= 0 && y >= 0 && column < columns && x - column * cell < side * scale && y - row * cell < side * scale;
  return inside && place < count ? place : null;
}

/** The whole-number scale at which a picture of `side` pixels comes nearest to `wanted` pixels. */
export function nearestScale(side: number, wanted: number): number {
  return Math.max(1, Math.round(wanted / side));
}

/** As many columns as fit into `room` pixels, at least one. */
export function columnsIn(room: number, side: number, scale: number, gap: number): number {
  return Math.max(1, Math.floor((room + gap) / (side * scale + gap)));
}
