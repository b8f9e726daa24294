/**
 * An antialiased rasteriser by signed distance. Pictures span [-1, 1] on both axes, x to the right and y down, whatever
 * their size in pixels. Colours are sRGB from 0 to 1 and are mixed as such, as byte pictures are everywhere.
 * Plain float64 arithmetic: the same bytes in every browser and in Node, unless a value lies within the last digit of
 * sin or cos from the middle between two bytes.
 */

/** Red, green, blue in sRGB, each 0 to 1. */
export type Colour = readonly [number, number, number];

/** Signed distance to the edge of a shape in picture units, negative inside. */
export type Distance = (x: number, y: number) => number;

export interface Raster {
  /** Pixels on each side. */
  readonly size: number;
  /** [size, size, 3]. */
  readonly values: Float64Array;
}

export const SMALLEST_PICTURE = 8;
export const LARGEST_PICTURE = 128;

export function createRaster(size: number, background: Colour): Raster {
  const values = new Float64Array(size * size * 3);
  for (let i = 0; i < values.length; i += 1) values[i] = background[i % 3] ?? 0;
  return { size, values };
}

/** Middle of pixel i in picture units. */
export function pixelCentre(i: number, size: number): number {
  return (2 * i + 1) / size - 1;
}

/** Mixes a colour into one pixel; `coverage` outside 0 to 1 is cut. */
function mix(raster: Raster, pixel: number, colour: Colour, coverage: number): void {
  const share = Math.min(1, Math.max(0, coverage));
  if (share === 0) return;
  for (let c = 0; c < 3; c += 1) {
    const before = raster.values[3 * pixel + c] ?? 0;
    raster.values[3 * pixel + c] = before + ((colour[c] ?? 0) - before) * share;
  }
}

/**
 * Fills a shape. A pixel is covered by 1/2 - distance / pixel width, cut to [0, 1]: exact for straight edges along the
 * grid, and to second order in the curvature for others.
 * @param distance must be true near the edge, not far from it
 * @param opacity 0 to 1
 */
export function paintShape(raster: Raster, distance: Distance, colour: Colour, opacity = 1): void {
  const { size } = raster;
  for (let row = 0; row < size; row += 1) {
    const y = pixelCentre(row, size);
    for (let column = 0; column < size; column += 1) {
      mix(raster, row * size + column, colour, opacity * edgeCoverage(distance(pixelCentre(column, size), y), size));
    }
  }
}

/** Share of a pixel that is inside an edge at this distance from its centre. */
export function edgeCoverage(distance: number, size: number): number {
  return Math.min(1, Math.max(0, 0.5 - (distance * size) / 2));
}

/** Points of a pen stroke with the pen's radius at each, in picture units. One point is a dot. */
export type PenStroke = readonly (readonly [x: number, y: number, radius: number])[];

/** Draws strokes with a round pen as one shape: where they cross nothing is painted twice. */
export function paintStrokes(raster: Raster, strokes: readonly PenStroke[], colour: Colour): void {
  const { size } = raster;
  const distances = new Float64Array(size * size).fill(Number.POSITIVE_INFINITY);
  for (const stroke of strokes) {
    const [first] = stroke;
    if (first !== undefined && stroke.length === 1) lowerToSegment(distances, size, first, first);
    for (let i = 1; i < stroke.length; i += 1) {
      const [from, to] = [stroke[i - 1], stroke[i]];
      if (from !== undefined && to !== undefined) lowerToSegment(distances, size, from, to);
    }
  }
  for (let i = 0; i < distances.length; i += 1) mix(raster, i, colour, edgeCoverage(distances[i] ?? 0, size));
}

/** Lowers the distances around one segment of a stroke to its own, near enough for antialiasing. */
function lowerToSegment(distances: Float64Array, size: number, from: PenStroke[number], to: PenStroke[number]): void {
  const reach = Math.max(from[2], to[2]) + 2 / size;
  const half = size / 2;
  const left = Math.max(0, Math.floor((Math.min(from[0], to[0]) - reach + 1) * half));
  const right = Math.min(size, Math.ceil((Math.max(from[0], to[0]) + reach + 1) * half));
  const top = Math.max(0, Math.floor((Math.min(from[1], to[1]) - reach + 1) * half));
  const bottom = Math.min(size, Math.ceil((Math.max(from[1], to[1]) + reach + 1) * half));
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  for (let row = top; row < bottom; row += 1) {
    const y = pixelCentre(row, size) - from[1];
    for (let column = left; column < right; column += 1) {
      const x = pixelCentre(column, size) - from[0];
      const along = square > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / square)) : 0;
      const distance = Math.sqrt((x - along * dx) ** 2 + (y - along * dy) ** 2) - (from[2] + (to[2] - from[2]) * along);
      const place = row * size + column;
      if (distance < (distances[place] ?? 0)) distances[place] = distance;
    }
  }
}

/**
 * Adds a colour for every point, onto a black raster: the mean of `samples` x `samples` points in each pixel.
 * @param colourAt writes red, green, blue of a point in picture units into `out`
 */
export function paintField(raster: Raster, colourAt: (x: number, y: number, out: Float64Array) => void, samples = 4): void {
  const { size, values } = raster;
  const out = new Float64Array(3);
  const fine = size * samples;
  const share = 1 / (samples * samples);
  for (let row = 0; row < fine; row += 1) {
    const y = pixelCentre(row, fine);
    for (let column = 0; column < fine; column += 1) {
      colourAt(pixelCentre(column, fine), y, out);
      const place = 3 * (Math.floor(row / samples) * size + Math.floor(column / samples));
      for (let c = 0; c < 3; c += 1) values[place + c] = (values[place + c] ?? 0) + (out[c] ?? 0) * share;
    }
  }
}

/** Adds `amount` to all three channels inside a shape: the sums of Shepp and Logan's phantom. */
export function addShape(raster: Raster, distance: Distance, amount: number): void {
  const { size, values } = raster;
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const coverage = edgeCoverage(distance(pixelCentre(pixel % size, size), pixelCentre(Math.floor(pixel / size), size)), size);
    for (let c = 0; c < 3; c += 1) values[3 * pixel + c] = (values[3 * pixel + c] ?? 0) + amount * coverage;
  }
}

/** Relative luminance weights of ITU-R BT.709, here on sRGB bytes as they are (luma). */
export const LUMA_709: Colour = [0.2126, 0.7152, 0.0722];

/** Rounds to bytes (cut to 0 to 255) at `offset` of `out`; grey is the Rec. 709 luma. */
export function rasterToBytes(raster: Raster, channels: 1 | 3, out: Uint8Array, offset: number): void {
  const { size, values } = raster;
  const byteOf = (value: number): number => Math.round(255 * Math.min(1, Math.max(0, value)));
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const [r, g, b] = [values[3 * pixel] ?? 0, values[3 * pixel + 1] ?? 0, values[3 * pixel + 2] ?? 0];
    if (channels === 1) {
      out[offset + pixel] = byteOf(LUMA_709[0] * r + LUMA_709[1] * g + LUMA_709[2] * b);
    } else {
      out[offset + 3 * pixel] = byteOf(r);
      out[offset + 3 * pixel + 1] = byteOf(g);
      out[offset + 3 * pixel + 2] = byteOf(b);
    }
  }
}
