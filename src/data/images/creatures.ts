/** Pixel-art creatures: mirrored templates with random cells, patterns, palettes and heights, on a grid of whole cells. */
import type { RandomStream } from '../../random/randomStream.ts';
import { between, contrastingHue, oklch } from './colours.ts';
import { CELLS, creatureTemplates } from './creatureTemplates.ts';
import type { PictureKind } from './pictureKind.ts';
import { createRaster, paintField } from './raster.ts';
import type { Colour, Raster } from './raster.ts';

/** Cells on each side of the picture: the creature and its outline. */
const GRID = CELLS + 2;

type Cell = '.' | 'outline' | 'body' | 'second' | 'white' | 'dark';
type Cells = Cell[][];

export const creatures: PictureKind = {
  label: 'Creatures',
  help: 'Pixel-art ghosts, robots, cats and other creatures with mirror symmetry, random patterns and palettes.',
  classNames: creatureTemplates.map(({ name }) => name),
  channels: 3,
  draw(label, random, size, channels) {
    const cells = grown(label, random);
    const colour = palette(random, channels);
    const colourOf = (row: number, column: number): Colour => colour(cells[row]?.[column] ?? '.', row);
    // Small pictures have fewer pixels than cells: each pixel is then the mean of the cells it covers.
    return size < GRID ? shrunk(size, colourOf) : onWholePixels(size, random, colourOf);
  },
};

function onWholePixels(size: number, random: RandomStream, colourOf: (row: number, column: number) => Colour): Raster {
  const scale = Math.floor(size / GRID);
  const margin = size - scale * GRID;
  const [left, top] = [random.integer(margin + 1), random.integer(margin + 1)];
  const raster = createRaster(size, colourOf(-1, -1));
  for (let row = 0; row < scale * GRID; row += 1) {
    for (let column = 0; column < scale * GRID; column += 1) {
      raster.values.set(colourOf(Math.floor(row / scale), Math.floor(column / scale)), 3 * ((top + row) * size + left + column));
    }
  }
  return raster;
}

function shrunk(size: number, colourOf: (row: number, column: number) => Colour): Raster {
  const raster = createRaster(size, [0, 0, 0]);
  paintField(raster, (x, y, out) => out.set(colourOf(Math.floor(((y + 1) / 2) * GRID), Math.floor(((x + 1) / 2) * GRID))), 7);
  return raster;
}

/** The whole creature of one template with its chances taken, in the middle of GRID x GRID cells. */
function grown(label: number, random: RandomStream): Cells {
  const template = creatureTemplates[label];
  const half = template?.halves[random.integer(template.halves.length)];
  if (template === undefined || half === undefined) throw new Error(`There is no creature ${label}; the labels are 0 to ${creatureTemplates.length - 1}.`);
  const dropped = random.uniform() < 0.4 && template.spare.length > 0 ? template.spare[random.integer(template.spare.length)] : undefined;
  const rows = half.filter((_, row) => row !== dropped);
  const pattern = makePattern(random);
  const cells: Cells = Array.from({ length: GRID }, () => new Array<Cell>(GRID).fill('.'));
  for (const [i, text] of rows.entries()) {
    const row = i + 1 + CELLS - rows.length;
    for (const [column, mark] of [...text].entries()) {
      const cell = cellOf(mark, random, () => pattern(i, column));
      const [leftRow, mirrored] = [cells[row], GRID - 2 - column];
      if (leftRow === undefined) continue;
      leftRow[column + 1] = cell;
      leftRow[mirrored] = cell;
    }
  }
  return withOutline(cells);
}

function cellOf(mark: string, random: RandomStream, body: () => Cell): Cell {
  switch (mark) {
    case '#': return body();
    case '?': return random.uniform() < 0.5 ? 'body' : '.';
    case '+': return 'second';
    case '*': return random.uniform() < 0.5 ? 'second' : 'body';
    case 'o': case 'w': return 'white';
    case '@': case 'm': return 'dark';
    default: return '.';
  }
}

/** Plain, spotted, striped, or with a cap of the second colour. */
function makePattern(random: RandomStream): (row: number, column: number) => Cell {
  const kind = random.integer(5);
  const [period, phase] = [3 + random.integer(2), random.integer(3)];
  return (row, column) => {
    if (kind === 1) return random.uniform() < 0.16 ? 'second' : 'body';
    if (kind === 2) return (row + phase) % period === 0 ? 'second' : 'body';
    if (kind === 3) return row < 3 ? 'second' : 'body';
    if (kind === 4) return row > 7 && column > 3 ? 'second' : 'body';
    return 'body';
  };
}

function withOutline(cells: Cells): Cells {
  const filled = (row: number, column: number): boolean => (cells[row]?.[column] ?? '.') !== '.';
  return cells.map((line, row) => line.map((cell, column) =>
    cell === '.' && (filled(row - 1, column) || filled(row + 1, column) || filled(row, column - 1) || filled(row, column + 1)) ? 'outline' : cell));
}

/** Two hues on a calm ground; lit from above in three tones. */
function palette(random: RandomStream, channels: 1 | 3): (cell: Cell, row: number) => Colour {
  const hue = random.uniform();
  const secondHue = contrastingHue(random, hue);
  const groundHue = contrastingHue(random, hue);
  const chroma = channels === 1 ? 0 : between(random, 0.13, 0.2);
  const [light, ground] = [between(random, 0.66, 0.76), between(random, 0.9, 0.95)];
  const colours: Readonly<Record<Exclude<Cell, 'body'>, Colour>> = {
    '.': oklch(ground, 0.25 * chroma, groundHue),
    outline: oklch(0.27, 0.45 * chroma, hue),
    second: oklch(light + 0.14, 0.85 * chroma, secondHue),
    white: oklch(0.99, 0, 0),
    dark: oklch(0.18, 0.2 * chroma, hue),
  };
  const body = [0.07, 0, -0.09].map((tone) => oklch(light + tone, chroma, hue));
  return (cell, row) => (cell === 'body' ? body[row < 5 ? 0 : row < 10 ? 1 : 2] : colours[cell]) ?? colours['.'];
}
