/** The built-in two-dimensional distributions, each as a way to draw one point in natural units. */
import type { RandomStream } from '../random/randomStream.ts';
import type { DistributionName, Point } from '../recipe/recipe.ts';

export interface Distribution {
  /** For people, as the beginning of a sentence. */
  readonly description: string;
  /** One point. */
  readonly draw: (random: RandomStream) => Point;
}

/** The point with independent normal noise of standard deviation `spread` on both coordinates. */
function noisy(x: number, y: number, spread: number, random: RandomStream): Point {
  return [x + spread * random.normal(), y + spread * random.normal()];
}

export const distributions: Readonly<Record<DistributionName, Distribution>> = {
  'eight-gaussians': {
    description: 'Eight Gaussians: round clusters (standard deviation 0.1) evenly on a circle of radius 1',
    draw(random) {
      const angle = (random.integer(8) / 8) * 2 * Math.PI;
      return noisy(Math.cos(angle), Math.sin(angle), 0.1, random);
    },
  },
  'two-moons': {
    description: 'Two moons: two half circles of radius 1 that reach into each other, with noise 0.07',
    draw(random) {
      const angle = Math.PI * random.uniform();
      return random.integer(2) === 0
        ? noisy(Math.cos(angle), Math.sin(angle), 0.07, random)
        : noisy(1 - Math.cos(angle), 0.5 - Math.sin(angle), 0.07, random);
    },
  },
  'swiss-roll': {
    description: 'Swiss roll: one turn and a half of a spiral that is less dense outside, with noise 0.5 at a radius of 4.7 to 14.1',
    draw(random) {
      const angle = 1.5 * Math.PI * (1 + 2 * random.uniform());
      return noisy(angle * Math.cos(angle), angle * Math.sin(angle), 0.5, random);
    },
  },
  checkerboard: {
    description: 'Checkerboard: the eight dark squares of a board of four by four, evenly filled',
    draw(random) {
      const column = random.integer(4);
      const row = 2 * random.integer(2) + (column % 2);
      return [column + random.uniform(), row + random.uniform()];
    },
  },
  spiral: {
    description: 'Spiral: two arms of one turn and a half, evenly filled along their length, with noise 0.15 at a radius of up to 9.4',
    draw(random) {
      // On an Archimedean spiral the length grows with the square of the angle.
      const angle = 3 * Math.PI * Math.sqrt(random.uniform());
      const arm = random.integer(2) === 0 ? 1 : -1;
      return noisy(arm * angle * Math.cos(angle), arm * angle * Math.sin(angle), 0.15, random);
    },
  },
  rings: {
    description: 'Rings: three circles of radius 1, 2 and 3, evenly filled along their length, with noise 0.08 across',
    draw(random) {
      // Points in proportion to the circumference: 1, 2 and 3 sixths.
      const ring = [1, 2, 2, 3, 3, 3][random.integer(6)] ?? 3;
      const radius = ring + 0.08 * random.normal();
      const angle = 2 * Math.PI * random.uniform();
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    },
  },
  pinwheel: {
    description: 'Pinwheel: five blades that bend as they go outward',
    // Johnson et al. 2016, "Composing graphical models with neural networks": radial 0.3, tangential 0.1, rate 0.25.
    draw(random) {
      const blade = (random.integer(5) / 5) * 2 * Math.PI;
      const radial = 1 + 0.3 * random.normal();
      const tangential = 0.1 * random.normal();
      const angle = blade + 0.25 * Math.exp(radial);
      return [radial * Math.cos(angle) - tangential * Math.sin(angle), radial * Math.sin(angle) + tangential * Math.cos(angle)];
    },
  },
  's-curve': {
    description: 'S-curve: two three-quarter circles of radius 1, one above the other, with noise 0.08',
    draw(random) {
      const angle = 3 * Math.PI * (random.uniform() - 0.5);
      return noisy(Math.sin(angle), Math.sign(angle) * (Math.cos(angle) - 1), 0.08, random);
    },
  },
};

/** Names of the built-in distributions, in the order in which they are offered. */
export const distributionNames: readonly DistributionName[] = [
  'eight-gaussians', 'two-moons', 'swiss-roll', 'checkerboard', 'spiral', 'rings', 'pinwheel', 's-curve',
];
