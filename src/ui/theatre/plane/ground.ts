/** What lies under the points: a density of the data at the film's noise level, of the samples, or of both. */
import { likelyBandwidth } from '../../../diffusion/kernelDensity.ts';
import { frameZoom, type PointView } from '../../../plot/filmPoints.ts';
import { frameWeights, type FilmRecord } from '../../../plot/filmViews.ts';
import { thinPoints, type NoiseWeights } from '../../../plot/noisedCloud.ts';
import type { GroundCloud } from '../../../plot/planeGround.ts';

export const grounds = ['none', 'data-heat', 'data-contours', 'samples-heat', 'samples-contours', 'both-contours'] as const;
export type Ground = (typeof grounds)[number];
export type GroundOf = 'data' | 'samples';

export interface GroundParts { style: 'heat' | 'contours'; of: readonly GroundOf[] }

export function groundParts(ground: Ground): GroundParts | null {
  switch (ground) {
    case 'none': return null;
    case 'data-heat': return { style: 'heat', of: ['data'] };
    case 'data-contours': return { style: 'contours', of: ['data'] };
    case 'samples-heat': return { style: 'heat', of: ['samples'] };
    case 'samples-contours': return { style: 'contours', of: ['samples'] };
    case 'both-contours': return { style: 'contours', of: ['data', 'samples'] };
  }
}

/**
 * What data and noise are multiplied by where a view of a film shows them, between two frames as the points are; data as they are
 * where there is no film and under predictions of them; null where the view shows another plane.
 */
export function groundLevel(film: FilmRecord | null, view: PointView, position: number): NoiseWeights | null {
  if (!film || view === 'predicted') return { alpha: 1, sigma: 0 };
  if (view === 'noise') return null;
  const [from, to] = [Math.floor(position), Math.ceil(position)].map((frame) => {
    const { alpha, sigma } = frameWeights(film, frame);
    const zoom = frameZoom(film, frame);
    return { alpha: alpha / zoom, sigma: sigma / zoom };
  });
  if (!from || !to) return null;
  const part = position - Math.floor(position);
  return { alpha: from.alpha + part * (to.alpha - from.alpha), sigma: from.sigma + part * (to.sigma - from.sigma) };
}

/** Points that the bandwidth is judged by, once for a set: it takes a frame or two. */
const MOST_JUDGED = 250;
/** A density of points that nearly all coincide has to be drawn with some width. */
const LEAST_BANDWIDTH = 0.02;
const judged = new WeakMap<Float32Array, number>();

/** How widely each training point is spread, so that points become a density: the width under which points left out are likeliest. */
export function dataBandwidth(data: Float32Array): number {
  const known = judged.get(data) ?? judgedBandwidth(data);
  judged.set(data, known);
  return known;
}

function judgedBandwidth(data: Float32Array): number {
  const thin = thinPoints(data, MOST_JUDGED);
  const first = [thin[0], thin[1]];
  if (thin.every((value, k) => value === first[k % 2])) return LEAST_BANDWIDTH;
  // Of a larger set the width is smaller, as n^(-1/6) (Scott 1992, section 6.3).
  return Math.max(LEAST_BANDWIDTH, likelyBandwidth(thin) * (thin.length / data.length) ** (1 / 6));
}

/**
 * Under data: what noise and bandwidth are together. Under samples: as the data are judged, wider where samples are fewer, and for the
 * noise Scott's rule (1992, section 6.3).
 * @param counts of the data, by which the bandwidth was judged, and of the samples
 */
export function groundSpread(of: GroundOf, { alpha, sigma }: NoiseWeights, bandwidth: number, counts: { data: number; samples: number }): number {
  if (of === 'data') return Math.hypot(alpha * bandwidth, sigma);
  return Math.max(alpha * bandwidth * (counts.data / counts.samples) ** (1 / 6), sigma * counts.samples ** (-1 / 6));
}

/** What is blurred into the ground, or null while it is not there. @param samples as they are drawn now */
export function groundCloud(of: GroundOf, level: NoiseWeights, data: Float32Array | null, samples: Float32Array | null): GroundCloud | null {
  const points = of === 'data' ? data : samples;
  if (!data || !points || points.length === 0) return null;
  const spread = groundSpread(of, level, dataBandwidth(data), { data: data.length / 2, samples: points.length / 2 });
  return { points, alpha: of === 'data' ? level.alpha : 1, spread };
}
