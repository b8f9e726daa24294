/** Digits as by many hands: skeletons of our own with random slant, weight, proportions, warp, place and ink. */
import type { RandomStream } from '../../random/randomStream.ts';
import type { Stroke } from '../strokes.ts';
import { between, gently, oklch } from './colours.ts';
import { digitSkeletons } from './digitSkeletons.ts';
import type { DigitSkeleton } from './digitSkeletons.ts';
import type { PictureKind } from './pictureKind.ts';
import { createRaster, paintStrokes } from './raster.ts';
import type { Colour, PenStroke } from './raster.ts';

/** Longest piece of a stroke in font units: the warp bends between the points of a skeleton too. */
const LONGEST_PIECE = 0.4;

export const handwrittenDigits: PictureKind = {
  label: 'Digits',
  help: 'Handwritten digits 0 to 9, drawn from skeletons of our own with random slant, weight, warp and place.',
  classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
  channels: 1,
  draw(label, random, size, channels) {
    const { ground, ink } = colours(random, channels);
    const raster = createRaster(size, ground);
    paintStrokes(raster, written(weighted(digitSkeletons[label] ?? [], random), random, size), ink);
    return raster;
  },
};

function weighted(skeletons: readonly DigitSkeleton[], random: RandomStream): DigitSkeleton {
  let left = random.uniform() * skeletons.reduce((sum, { weight }) => sum + weight, 0);
  const found = skeletons.find(({ weight }) => (left -= weight) < 0) ?? skeletons[0];
  if (found === undefined) throw new Error('There is no such digit; the labels are 0 to 9.');
  return found;
}

/** White on black as the field's data sets have it; in colour, chalks on dark slates. */
function colours(random: RandomStream, channels: 1 | 3): { ground: Colour; ink: Colour } {
  const [brightness, hue, slate] = [between(random, 0.9, 1), random.uniform(), random.uniform()];
  if (channels === 1) return { ground: [0, 0, 0], ink: [brightness, brightness, brightness] };
  return { ground: oklch(0.2, 0.045, slate), ink: oklch(0.84, 0.15, hue) };
}

/** One hand's strokes in picture units. */
function written(skeleton: DigitSkeleton, random: RandomStream, size: number): PenStroke[] {
  const slant = 0.08 + gently(random, 0.15);
  const turn = gently(random, 0.06);
  const stretch = Math.exp(gently(random, 0.1));
  const height = between(random, 1.18, 1.48);
  // A pen thinner than a pixel and a quarter would fade at small sizes.
  const radius = Math.max(between(random, 0.055, 0.115) * (height / 1.4), 1.25 / size);
  const warp = makeWarp(random);
  const pressure = between(random, -0.2, 0.2);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const points = skeleton.strokes.map((stroke) => subdivided(stroke).map(([px, py]): [number, number] => {
    const [u, v] = warp(px, py);
    const [x, y] = [(u + slant * v) * stretch, -v];
    return [cos * x - sin * y, sin * x + cos * y];
  }));
  const box = boundsOf(points);
  const scale = Math.min(height / (box.bottom - box.top), 1.5 / Math.max(1e-6, box.right - box.left));
  const room = (extent: number): number => Math.max(0, 0.92 - radius - (scale * extent) / 2);
  const place = (extent: number): number => Math.min(room(extent), Math.max(-room(extent), gently(random, 0.07)));
  const [x0, y0] = [place(box.right - box.left), place(box.bottom - box.top)];
  const [cx, cy] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return points.map((stroke) => stroke.map(([x, y], i): [number, number, number] => {
    const along = stroke.length > 1 ? (2 * i) / (stroke.length - 1) - 1 : 0;
    return [x0 + (x - cx) * scale, y0 + (y - cy) * scale, radius * (1 + pressure * along)];
  }));
}

function subdivided(stroke: Stroke): Stroke {
  const [first] = stroke;
  if (first === undefined) return [];
  return [first, ...stroke.slice(1).flatMap((to, i): Stroke => {
    const from = stroke[i] ?? to;
    const pieces = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / LONGEST_PIECE));
    return Array.from({ length: pieces }, (_, k) => [from[0] + ((to[0] - from[0]) * (k + 1)) / pieces, from[1] + ((to[1] - from[1]) * (k + 1)) / pieces]);
  })];
}

/** A smooth field of displacements: two waves on each axis, longer than the letter is wide, so that it never folds. */
function makeWarp(random: RandomStream): (x: number, y: number) => [number, number] {
  const waves = Array.from({ length: 4 }, () => {
    const [angle, number] = [2 * Math.PI * random.uniform(), between(random, 0.5, 1.1)];
    return { kx: number * Math.cos(angle), ky: number * Math.sin(angle), phase: 2 * Math.PI * random.uniform(), reach: gently(random, 0.16) };
  });
  return (x, y) => {
    const moved: [number, number] = [x, y];
    for (let i = 0; i < waves.length; i += 1) {
      const { kx, ky, phase, reach } = waves[i] ?? { kx: 0, ky: 0, phase: 0, reach: 0 };
      moved[i < 2 ? 0 : 1] += reach * Math.sin(kx * x + ky * y + phase);
    }
    return moved;
  };
}

function boundsOf(strokes: readonly (readonly (readonly [number, number])[])[]) {
  const box = { left: Number.POSITIVE_INFINITY, right: Number.NEGATIVE_INFINITY, top: Number.POSITIVE_INFINITY, bottom: Number.NEGATIVE_INFINITY };
  for (const [x, y] of strokes.flat()) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}
