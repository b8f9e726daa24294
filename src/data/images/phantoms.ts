/**
 * Slices through bodies that do not exist, as sums of ellipses. The head is the phantom of Shepp and Logan, "The Fourier
 * reconstruction of a head section", IEEE Trans. Nucl. Sci. 21, 1974, in the intensities of Toft, "The Radon transform",
 * 1996, table B.3 (contrast that the eye can see); chest and abdomen are built in the same manner.
 */
import type { RandomStream } from '../../random/randomStream.ts';
import { between, gently } from './colours.ts';
import type { PictureKind } from './pictureKind.ts';
import { addShape, createRaster } from './raster.ts';
import { ellipse, placed } from './shapeDistances.ts';

/** Intensity added inside, half axes, middle (y up, as in the papers), turn in degrees counter-clockwise. */
export type PhantomEllipse = readonly [intensity: number, a: number, b: number, x: number, y: number, degrees: number];

/** Toft's table: skull, brain, two ventricles, and seven features. */
export const SHEPP_LOGAN: readonly PhantomEllipse[] = [
  [1, 0.69, 0.92, 0, 0, 0],
  [-0.8, 0.6624, 0.874, 0, -0.0184, 0],
  [-0.2, 0.11, 0.31, 0.22, 0, -18],
  [-0.2, 0.16, 0.41, -0.22, 0, 18],
  [0.1, 0.21, 0.25, 0, 0.35, 0],
  [0.1, 0.046, 0.046, 0, 0.1, 0],
  [0.1, 0.046, 0.046, 0, -0.1, 0],
  [0.1, 0.046, 0.023, -0.08, -0.605, 0],
  [0.1, 0.023, 0.023, 0, -0.606, 0],
  [0.1, 0.023, 0.046, 0.06, -0.605, 0],
];

/** Body wall and fat, muscle ring, lungs, heart, spine, aorta. */
const CHEST: readonly PhantomEllipse[] = [
  [0.45, 0.92, 0.66, 0, 0, 0],
  [0.15, 0.84, 0.58, 0, 0, 0],
  [-0.5, 0.31, 0.44, -0.44, 0.02, 8],
  [-0.5, 0.29, 0.42, 0.46, 0.02, -8],
  [0.22, 0.2, 0.25, 0.1, 0.14, 35],
  [0.4, 0.12, 0.13, 0, -0.42, 0],
  [0.18, 0.07, 0.07, 0.14, -0.26, 0],
];

/** Body wall and fat, organs' bed, liver, spleen, kidneys, spine, aorta, stomach's air. */
const ABDOMEN: readonly PhantomEllipse[] = [
  [0.35, 0.9, 0.7, 0, 0, 0],
  [0.12, 0.8, 0.6, 0, 0, 0],
  [0.2, 0.36, 0.4, -0.38, 0.08, -25],
  [0.16, 0.15, 0.24, 0.58, -0.08, 20],
  [0.3, 0.12, 0.17, -0.36, -0.32, 25],
  [0.3, 0.12, 0.17, 0.36, -0.32, -25],
  [0.45, 0.12, 0.13, 0, -0.44, 0],
  [0.24, 0.07, 0.07, 0.04, -0.22, 0],
  [-0.42, 0.22, 0.12, 0.28, 0.28, 12],
];

const bodies = [SHEPP_LOGAN, SHEPP_LOGAN, CHEST, ABDOMEN] as const;

export const phantoms: PictureKind = {
  label: 'Phantoms',
  help: 'Slices like those of a scanner: heads of Shepp and Logan, with a lesion or without, chests and abdomens of varied ellipses.',
  classNames: ['head', 'head with lesion', 'chest', 'abdomen'],
  channels: 1,
  draw(label, random, size) {
    const raster = createRaster(size, [0, 0, 0]);
    const body = bodies[label] ?? SHEPP_LOGAN;
    const pose = { scale: between(random, 0.88, 1.02), turn: gently(random, 3.5), x: gently(random, 0.015), y: gently(random, 0.015), wide: Math.exp(gently(random, 0.035)) };
    // The two outlines of a body vary together, the rest each by itself.
    const varied = body.map((one, i): PhantomEllipse => (i < 2 ? one : variedEllipse(one, random)));
    for (const [intensity, a, b, x, y, degrees] of label === 1 ? [...varied, lesion(random)] : varied) {
      const angle = (degrees * Math.PI) / 180;
      const whole = placed(ellipse(a * pose.scale * pose.wide, b * pose.scale), x * pose.scale * pose.wide, -y * pose.scale, -angle);
      addShape(raster, placed(whole, pose.x, pose.y, (pose.turn * Math.PI) / 180), intensity);
    }
    return raster;
  },
};

function variedEllipse([intensity, a, b, x, y, degrees]: PhantomEllipse, random: RandomStream): PhantomEllipse {
  return [
    intensity * Math.exp(gently(random, 0.08)), a * Math.exp(gently(random, 0.1)), b * Math.exp(gently(random, 0.1)),
    x + gently(random, 0.018), y + gently(random, 0.018), degrees + gently(random, 5),
  ];
}

/** A bright round spot somewhere in the brain. */
function lesion(random: RandomStream): PhantomEllipse {
  const [angle, distance, radius] = [2 * Math.PI * random.uniform(), Math.sqrt(random.uniform()), between(random, 0.09, 0.16)];
  const round = Math.exp(gently(random, 0.12));
  return [between(random, 0.45, 0.65), radius * round, radius / round, 0.4 * distance * Math.cos(angle), 0.58 * distance * Math.sin(angle), 180 * random.uniform()];
}
