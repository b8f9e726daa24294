/** Numbers that lessons take of samples in the plane, from what the page holds. */
import type { MeasureName } from './lesson.ts';

/** Standardised data have variance 1 on each axis: a circle of radius 1 with clusters of deviation 0.1 grows by this. */
const GROWN = 1 / Math.sqrt(0.5 + 0.1 ** 2);
const CLUSTERS = Array.from({ length: 8 }, (_, index) => {
  const angle = (index / 8) * 2 * Math.PI;
  return [GROWN * Math.cos(angle), GROWN * Math.sin(angle)] as const;
});
const REACH = 3 * 0.1 * GROWN;
/** Nearer than this to a training point a sample cannot be told from it in the picture. */
export const COPY = 0.03;

export interface Measure {
  label: string;
  /** Exactly how it is measured. */
  how: string;
  /** @param samples pairs of x and y, in standard deviations @param data the training points likewise @returns 0 to 1 */
  of(samples: Float32Array, data: Float32Array): number;
}

function share(samples: Float32Array, counts: (x: number, y: number) => boolean): number {
  const count = samples.length / 2;
  let hits = 0;
  for (let i = 0; i < count; i++) if (counts(samples[2 * i] ?? NaN, samples[2 * i + 1] ?? NaN)) hits += 1;
  return count === 0 ? 0 : hits / count;
}

/** Share of the samples within three standard deviations of the nearest of the eight Gaussians; of the data themselves it is 1 - exp(-9 / 2) = 98.9 %. */
export function shareInClusters(samples: Float32Array): number {
  return share(samples, (x, y) => CLUSTERS.some(([cx, cy]) => Math.hypot(x - cx, y - cy) <= REACH));
}

/** Share of the samples that lie within `COPY` of a training point. */
export function shareOfCopies(samples: Float32Array, data: Float32Array): number {
  return share(samples, (x, y) => {
    for (let i = 0; i < data.length; i += 2) if (Math.hypot(x - (data[i] ?? NaN), y - (data[i + 1] ?? NaN)) <= COPY) return true;
    return false;
  });
}

export const measures: Readonly<Record<MeasureName, Measure>> = {
  clusters: {
    label: 'On target',
    how: 'Share of the samples within 3 standard deviations of the centre of one of the eight clusters. The data themselves have 98.9 %. It does not see whether all clusters are equally full.',
    of: shareInClusters,
  },
  copies: {
    label: 'Copies',
    how: `Share of the samples nearer than ${COPY} standard deviations to a training point.`,
    of: shareOfCopies,
  },
};
