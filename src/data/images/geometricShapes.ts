/** Plane shapes of random place, size, turn and colour. */
import type { RandomStream } from '../../random/randomStream.ts';
import { between, contrastingHue, gently, oklch } from './colours.ts';
import type { PictureKind } from './pictureKind.ts';
import { createRaster, paintShape } from './raster.ts';
import type { Distance } from './raster.ts';
import { crescent, cross, disc, heart, outlined, placed, polygon, regularPolygon, star } from './shapeDistances.ts';

interface Shape {
  readonly name: string;
  readonly distance: (radius: number) => Distance;
  /** Full turns within which it looks different: others are the same or another shape's name. */
  readonly turn: number;
  /** May be drawn as its outline; not the disc, whose outline is the ring. */
  readonly outline: boolean;
}

const shapes: readonly Shape[] = [
  { name: 'disc', distance: (r) => disc(0.9 * r), turn: 0, outline: false },
  { name: 'ring', distance: (r) => outlined(disc(0.95 * r), 0.38 * r), turn: 0, outline: false },
  { name: 'square', distance: (r) => polygon([[-0.8 * r, -0.8 * r], [0.8 * r, -0.8 * r], [0.8 * r, 0.8 * r], [-0.8 * r, 0.8 * r]]), turn: 1 / 4, outline: true },
  // Its middle is the middle of its height, so that it sits in the picture as the others do.
  { name: 'triangle', distance: (r) => placed(regularPolygon(3, 1.15 * r), 0, 0.15 * r, 0), turn: 1, outline: true },
  { name: 'cross', distance: (r) => cross(r, 0.32 * r), turn: 1 / 4, outline: false },
  { name: 'star', distance: (r) => star(5, 1.12 * r, 0.44), turn: 1 / 5, outline: true },
  { name: 'heart', distance: (r) => heart(1.02 * r), turn: 1, outline: true },
  { name: 'crescent', distance: (r) => placed(crescent(1.05 * r), 0.1 * r, 0, 0), turn: 1, outline: false },
];

/** Turns stay near upright: half of an eighth of a full turn to each side, or all of a shape's own symmetry. */
const MOST_TURN = 1 / 16;

export const geometricShapes: PictureKind = {
  label: 'Shapes',
  help: 'Discs, squares, stars and other shapes, filled or outlined, of random place, size, turn and colour.',
  classNames: shapes.map(({ name }) => name),
  channels: 3,
  draw(label, random, size, channels) {
    const shape = shapes[label] ?? shapes[0];
    if (shape === undefined) throw new Error('There are no shapes to draw.');
    const radius = between(random, 0.42, 0.68);
    const room = 0.94 - 1.1 * radius;
    const [x, y] = [between(random, -room, room), between(random, -room, room)];
    const turn = 2 * Math.PI * between(random, -1, 1) * Math.min(shape.turn / 2, MOST_TURN);
    const { ground, ink } = colours(random, channels);
    const raster = createRaster(size, ground);
    const whole = shape.distance(radius);
    const asOutline = random.uniform() < 0.3 && shape.outline;
    paintShape(raster, placed(asOutline ? outlined(whole, Math.max(0.24 * radius, 2.4 / size)) : whole, x, y, turn), ink);
    return raster;
  },
};

/** A dark ground and a bright ink of another hue; without colour, lightness alone keeps them apart. */
function colours(random: RandomStream, channels: 1 | 3) {
  const hue = random.uniform();
  const [dark, bright] = [between(random, 0.16, 0.34), between(random, 0.7, 0.86)];
  const inkHue = contrastingHue(random, hue);
  if (channels === 1) return { ground: oklch(0.6 * (dark - 0.16), 0, 0), ink: oklch(bright + 0.12 + gently(random, 0.01), 0, 0) };
  return { ground: oklch(dark, between(random, 0.03, 0.08), hue), ink: oklch(bright, between(random, 0.13, 0.2), inkHue) };
}
