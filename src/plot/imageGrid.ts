/** Where pictures lie on a canvas that shows several of them: even gaps, whole pixels, and back from a pixel to its picture. */

export interface GridRequest {
  /** Room for the grid, in device pixels. */
  width: number;
  height: number;
  /** Number of pictures, and their size in their own pixels. */
  count: number;
  imageWidth: number;
  imageHeight: number;
  /** Device pixels between neighbours. */
  gap: number;
  /** What is written under the pictures, in device pixels; null where nothing is. */
  names: GridNames | null;
}

export interface GridNames {
  /** Height of a line of text, and width of the widest name. */
  line: number;
  widest: number;
  /** Sample i has name i % period all along; 0 where the names follow no such order. */
  period: number;
}

export interface ImageGrid {
  columns: number;
  rows: number;
  count: number;
  /** Device pixels for one pixel of a picture: a whole number unless the room is too small for one each. */
  scale: number;
  /** The upper left corner of the first picture. */
  left: number;
  top: number;
  /** Device pixels from one picture to the next. */
  stepX: number;
  stepY: number;
  /** Size of a picture in device pixels. */
  width: number;
  height: number;
  /** A name over each column, under each picture, or none where they would not fit. */
  names: 'columns' | 'pictures' | 'none';
}

interface Candidate { columns: number; rows: number; scale: number; empty: number; room: number }

function candidate({ width, height, count, imageWidth, imageHeight, gap }: GridRequest, columns: number, head: number, line: number): Candidate {
  const rows = Math.ceil(count / columns);
  const room = Math.min(
    (width - gap * (columns - 1)) / (columns * imageWidth),
    (height - head - gap * (rows - 1) - line * rows) / (rows * imageHeight),
  );
  return { columns, rows, scale: room >= 1 ? Math.floor(room) : Math.max(0, room), empty: rows * columns - count, room };
}

/** The one with the largest pictures; of equals the one with the fewest empty places, then the one that fits best. */
function best(candidates: readonly Candidate[]): Candidate | undefined {
  return [...candidates].sort((a, b) => b.scale - a.scale || a.empty - b.empty || b.room - a.room)[0];
}

/** A name over each column reads best, and may cost this much of the size of the pictures: four pixels for one become three. */
const columnsShrink = 0.75;

/** Lays `count` pictures out as large as they fit; the grid is centred in its room. */
export function layOutGrid(request: GridRequest): ImageGrid {
  const { count, gap, names, imageWidth } = request;
  const all = Array.from({ length: Math.max(1, count) }, (_, index) => index + 1);
  const bare = best(all.map((columns) => candidate(request, columns, 0, 0))) ?? candidate(request, 1, 0, 0);
  if (!names || count === 0) return placed(request, bare, 'none', 0, 0);
  const fits = ({ scale }: Candidate) => scale * imageWidth + gap >= names.widest;
  const aligned = names.period > 0 && count >= names.period
    ? best(all.filter((columns) => columns % names.period === 0).map((columns) => candidate(request, columns, names.line, 0)))
    : undefined;
  const under = best(all.map((columns) => candidate(request, columns, 0, names.line)));
  const named = under && fits(under) ? under : undefined;
  const worth = aligned && aligned.scale >= columnsShrink * (named ?? bare).scale ? aligned : undefined;
  if (worth && fits(worth)) return placed(request, worth, 'columns', names.line, 0);
  if (named) return placed(request, named, 'pictures', 0, names.line);
  // Also without a name, what stands in a column is of one kind.
  if (worth) return placed(request, worth, 'none', 0, 0);
  return placed(request, bare, 'none', 0, 0);
}

function placed(request: GridRequest, { columns, rows, scale }: Candidate, names: ImageGrid['names'], head: number, line: number): ImageGrid {
  const width = scale * request.imageWidth;
  const height = scale * request.imageHeight;
  const stepX = width + request.gap;
  const stepY = height + line + request.gap;
  return {
    columns, rows, count: request.count, scale, width, height, stepX, stepY, names,
    left: Math.max(0, Math.floor((request.width - columns * stepX + request.gap) / 2)),
    top: head + Math.max(0, Math.floor((request.height - head - rows * stepY + request.gap) / 2)),
  };
}

/** The upper left corner of a picture, in device pixels. */
export function pictureCorner(grid: ImageGrid, index: number): { x: number; y: number } {
  return { x: grid.left + (index % grid.columns) * grid.stepX, y: grid.top + Math.floor(index / grid.columns) * grid.stepY };
}

/** The picture at a place in device pixels; null in the gaps and beside the grid. */
export function pictureAt(grid: ImageGrid, x: number, y: number): number | null {
  const column = Math.floor((x - grid.left) / grid.stepX);
  const row = Math.floor((y - grid.top) / grid.stepY);
  if (column < 0 || column >= grid.columns || row < 0) return null;
  const index = row * grid.columns + column;
  const corner = pictureCorner(grid, index);
  return index < grid.count && x - corner.x < grid.width && y - corner.y < grid.height ? index : null;
}

/** Where a key moves the focus from picture `index`; null for keys that do not move it. Left and right go on in the next row. */
export function pictureAfterKey(key: string, index: number, columns: number, count: number): number | null {
  const moves = new Map([
    ['ArrowLeft', index - 1], ['ArrowRight', index + 1], ['ArrowUp', index - columns], ['ArrowDown', index + columns], ['Home', 0], ['End', count - 1],
  ]);
  const target = moves.get(key);
  if (target === undefined) return null;
  return target >= 0 && target < count ? target : index;
}
