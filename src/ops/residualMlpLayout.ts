import { alignParameter } from './operation.ts';

/** Sizes of the residual MLP on points in the plane. */
export interface MlpSizes {
  /** Number of Fourier frequencies. */
  readonly frequencies: number;
  /** Width of the timestep embedding. */
  readonly embedding: number;
  /** Hidden units, a multiple of 16 from 16 to 256. */
  readonly width: number;
  /** Residual layers, at least 1. */
  readonly depth: number;
}

/** Where each parameter begins in the arena, in floats. */
export interface MlpLayout {
  readonly inputs: number;
  readonly inWeight: number;
  readonly inBias: number;
  readonly hiddenWeight: number;
  /** From a hidden layer's weight to its bias. */
  readonly hiddenBias: number;
  /** From one hidden layer's weight to the next one's. */
  readonly hiddenStride: number;
  readonly outWeight: number;
  readonly outBias: number;
  /** Length of the arena. */
  readonly total: number;
}

/** Points have two coordinates, and so has the prediction. */
export const POINT_DIMENSIONS = 2;
/** Rows are padded to a multiple of this in the saved activations. */
export const ROW_TILE = 32;
export function paddedRows(batch: number): number {
  return Math.ceil(batch / ROW_TILE) * ROW_TILE;
}

/** What a network sees and says beside the points and their prediction. */
export interface MlpExtras {
  /** Whether it is shown an estimate of the clean points, through the same Fourier features as the noisy ones. */
  readonly estimate: boolean;
  /** Numbers that it says of each point. */
  readonly outputs: number;
}

const NO_EXTRAS: MlpExtras = { estimate: false, outputs: POINT_DIMENSIONS };

/** @param extras of networks that the fused kernels do not know @throws a sentence when the sizes are outside what the kernels take. */
export function mlpLayout({ frequencies, embedding, width, depth }: MlpSizes, { estimate, outputs }: MlpExtras = NO_EXTRAS): MlpLayout {
  if (!Number.isInteger(width) || width < 16 || width > 256 || width % 16 !== 0) throw new Error(`The width of the network must be a multiple of 16 from 16 to 256, not ${width}.`);
  if (!Number.isInteger(depth) || depth < 1) throw new Error(`The network needs at least one residual layer, not ${depth}.`);
  const seen = POINT_DIMENSIONS + 2 * frequencies;
  const inputs = (estimate ? 2 * seen : seen) + embedding;
  if (seen + embedding > 256) throw new Error(`Fourier features and timestep embedding make ${seen + embedding} inputs; the kernels take at most 256. Choose fewer of either.`);
  const inWeight = 0;
  const inBias = alignParameter(inputs * width);
  const hiddenWeight = inBias + alignParameter(width);
  const hiddenBias = alignParameter(width * width);
  const hiddenStride = hiddenBias + alignParameter(width);
  const outWeight = hiddenWeight + depth * hiddenStride;
  const outBias = outWeight + alignParameter(width * outputs);
  return { inputs, inWeight, inBias, hiddenWeight, hiddenBias, hiddenStride, outWeight, outBias, total: outBias + alignParameter(outputs) };
}
