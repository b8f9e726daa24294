/** Patterns in colour that fill the picture: what a network must learn without any outline. */
import type { RandomStream } from '../../random/randomStream.ts';
import { between, contrastingHue, oklch } from './colours.ts';
import type { PictureKind } from './pictureKind.ts';
import { createRaster, paintField } from './raster.ts';
import type { Colour } from './raster.ts';

/** Where between the palette's ends a point lies, 0 to 1. */
type Pattern = (x: number, y: number) => number;

/** A pattern of `period` picture units. */
type PatternMaker = (random: RandomStream, period: number) => Pattern;

/** Points on each side of a pixel whose mean it is: patterns with edges need more. */
const [SMOOTH, SHARP] = [2, 4];

const patterns: readonly (readonly [name: string, make: PatternMaker, samples: number])[] = [
  ['stripes', (random, period) => {
    const [turn, share, phase] = [turned(random, Math.PI), between(random, 0.35, 0.65), random.uniform()];
    return (x, y) => (fraction(turn(x, y)[0] / period + phase) < share ? 1 : 0);
  }, SHARP],
  ['checks', (random, period) => {
    const [turn, phase, other] = [turned(random, Math.PI / 2), random.uniform(), random.uniform()];
    return (x, y) => {
      const [u, v] = turn(x, y);
      return Math.abs(Math.floor((1.6 * u) / period + phase) + Math.floor((1.6 * v) / period + other)) % 2;
    };
  }, SHARP],
  ['waves', (random, period) => {
    const [turn, phase, reach, long] = [turned(random, Math.PI), random.uniform(), between(random, 0.25, 0.4), between(random, 1.4, 2)];
    return (x, y) => {
      const [u, v] = turn(x, y);
      return 0.5 + 0.5 * Math.cos(2 * Math.PI * (u / period + reach * Math.sin((2 * Math.PI * v) / (long * period)) + phase));
    };
  }, SMOOTH],
  ['noise', (random, period) => clouds(random, 0.8 * period), SMOOTH],
  ['fade', (random) => {
    const turn = turned(random, 2 * Math.PI);
    const reach = between(random, 0.8, 1.2);
    return (x, y) => smooth(Math.min(1, Math.max(0, 0.5 + turn(x, y)[0] / (2 * reach))));
  }, SMOOTH],
  ['dots', (random, period) => {
    const [turn, radius, phase, other] = [turned(random, Math.PI / 2), between(random, 0.26, 0.36), random.uniform(), random.uniform()];
    return (x, y) => {
      const [u, v] = turn(x, y);
      const row = (1.1 * v) / period + other;
      const [du, dv] = [fraction((1.1 * u) / period + phase + 0.5 * (Math.floor(row) & 1)) - 0.5, fraction(row) - 0.5];
      return du * du + dv * dv < radius * radius ? 1 : 0;
    };
  }, SHARP],
  ['rings', (random, period) => {
    const [cx, cy, phase] = [between(random, -0.5, 0.5), between(random, -0.5, 0.5), random.uniform()];
    return (x, y) => 0.5 + 0.5 * Math.cos(2 * Math.PI * (Math.sqrt((x - cx) ** 2 + (y - cy) ** 2) / period + phase));
  }, SMOOTH],
  ['bricks', (random, period) => {
    const [phase, other, joint] = [random.uniform(), random.uniform(), between(random, 0.14, 0.2)];
    const shades = Array.from({ length: 64 }, () => between(random, 0.62, 1));
    return (x, y) => {
      const row = y / (0.75 * period) + other;
      const column = x / (1.5 * period) + phase + 0.5 * (Math.floor(row) & 1);
      if (fraction(row) < joint || fraction(column) < joint / 2) return 0;
      return shades[((Math.floor(row) & 7) << 3) | (Math.floor(column) & 7)] ?? 1;
    };
  }, SHARP],
];

export const textures: PictureKind = {
  label: 'Textures',
  help: 'Stripes, checks, waves, clouds of noise, gradients, dots, rings and bricks in random colours, widths and directions.',
  classNames: patterns.map(([name]) => name),
  channels: 3,
  draw(label, random, size, channels) {
    const found = patterns[label];
    if (found === undefined) throw new Error(`There is no texture ${label}; the labels are 0 to ${patterns.length - 1}.`);
    const colourAt = ramp(random, channels);
    // At least five pixels a period: finer ones are grey at small sizes.
    const [, make, samples] = found;
    const pattern = make(random, Math.max(between(random, 0.42, 0.8), 10 / size));
    const raster = createRaster(size, [0, 0, 0]);
    paintField(raster, (x, y, out) => colourAt(pattern(x, y), out), samples);
    return raster;
  },
};

/** From a dark colour over a middle one to a bright one of another hue. */
function ramp(random: RandomStream, channels: 1 | 3): (share: number, out: Float64Array) => void {
  const hue = random.uniform();
  const other = contrastingHue(random, hue);
  const chroma = channels === 1 ? 0 : between(random, 0.1, 0.18);
  const [dark, bright] = [between(random, 0.22, 0.42), between(random, 0.76, 0.93)];
  const ends: readonly [Colour, Colour, Colour] = [oklch(dark, 0.7 * chroma, hue), oklch((dark + bright) / 2, chroma, hue + (((other - hue + 0.5) % 1) - 0.5) / 2), oklch(bright, chroma, other)];
  return (share, out) => {
    const [from, to, along] = share < 0.5 ? [ends[0], ends[1], 2 * share] : [ends[1], ends[2], 2 * share - 1];
    for (const c of [0, 1, 2] as const) out[c] = from[c] + (to[c] - from[c]) * along;
  };
}

function fraction(value: number): number {
  return value - Math.floor(value);
}

function smooth(share: number): number {
  return share * share * (3 - 2 * share);
}

function turned(random: RandomStream, range: number): (x: number, y: number) => [number, number] {
  const angle = range * random.uniform();
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => [cos * x + sin * y, cos * y - sin * x];
}

/** Gradient noise in three octaves. Perlin, "An image synthesizer", SIGGRAPH 1985. */
function clouds(random: RandomStream, period: number): Pattern {
  const side = 16;
  const angles = Array.from({ length: side * side }, () => 2 * Math.PI * random.uniform());
  const gradients = angles.map((angle): [number, number] => [Math.cos(angle), Math.sin(angle)]);
  const corner = (column: number, row: number, dx: number, dy: number): number => {
    const [gx, gy] = gradients[(row & (side - 1)) * side + (column & (side - 1))] ?? [0, 0];
    return gx * dx + gy * dy;
  };
  const octave: Pattern = (x, y) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [dx, dy] = [x - column, y - row];
    const [u, v] = [smooth(dx), smooth(dy)];
    const top = corner(column, row, dx, dy) * (1 - u) + corner(column + 1, row, dx - 1, dy) * u;
    const bottom = corner(column, row + 1, dx, dy - 1) * (1 - u) + corner(column + 1, row + 1, dx - 1, dy - 1) * u;
    return top * (1 - v) + bottom * v;
  };
  return (x, y) => {
    const [u, v] = [x / period, y / period];
    const sum = octave(u, v) + octave(2 * u + 5.3, 2 * v + 1.7) / 2 + octave(4 * u + 9.1, 4 * v + 3.9) / 4;
    return Math.min(1, Math.max(0, 0.5 + 1.1 * sum));
  };
}
