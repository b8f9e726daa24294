import type { GroupNormAttributes } from '../groupNorm.ts';
import { Array64 } from './array64.ts';

function logistic(y: number): number {
  return 1 / (1 + Math.exp(-y));
}

/** Sample, channel and group of each element of x [N, ..., C], and the count of elements in a group of a sample. */
function places(x: Array64, groups: number) {
  const [samples = 1] = x.shape;
  const [channels, perSample] = [x.columns, x.data.length / samples];
  const width = channels / groups;
  return {
    samples, channels, count: perSample / groups,
    of(index: number): { sample: number; channel: number; group: number } {
      const [sample, channel] = [Math.floor(index / perSample), index % channels];
      return { sample, channel, group: sample * groups + Math.floor(channel / width) };
    },
  };
}

/** out = silu?((x - mean) / deviation * scale + shift) and the moments [N, groups, 2]: mean, 1 / sqrt(variance + epsilon). */
export function groupNorm({ groups, epsilon, silu }: GroupNormAttributes, x: Array64, scale: Array64, shift: Array64): Array64[] {
  const { samples, count, of } = places(x, groups);
  const moments = new Array64([samples, groups, 2]);
  x.data.forEach((value, index) => { const { group } = of(index); moments.set(group, 0, moments.get(group, 0) + value / count); });
  x.data.forEach((value, index) => { const { group } = of(index); moments.set(group, 1, moments.get(group, 1) + (value - moments.get(group, 0)) ** 2 / count); });
  for (let group = 0; group < moments.rows; group += 1) moments.set(group, 1, 1 / Math.sqrt(moments.get(group, 1) + epsilon));
  const out = x.map((value, index) => {
    const { channel, group } = of(index);
    const y = (value - moments.get(group, 0)) * moments.get(group, 1) * scale.get(0, channel) + shift.get(0, channel);
    return silu ? y * logistic(y) : y;
  });
  return [out, moments];
}

/** d_x, and the gradients of scale and shift as they come from each sample: [N, C] both. */
export function groupNormBackward({ groups, silu }: GroupNormAttributes, x: Array64, scale: Array64, shift: Array64, moments: Array64, gradient: Array64): Array64[] {
  const { samples, channels, count, of } = places(x, groups);
  const [scaleRows, shiftRows] = [new Array64([samples, channels]), new Array64([samples, channels])];
  const normalised = x.map((value, index) => { const { group } = of(index); return (value - moments.get(group, 0)) * moments.get(group, 1); });
  const affine = gradient.map((outgoing, index) => {
    const { channel } = of(index);
    const y = (normalised.data[index] ?? Number.NaN) * scale.get(0, channel) + shift.get(0, channel);
    return outgoing * (silu ? logistic(y) * (1 + y * logistic(-y)) : 1);
  });
  // For each group: sum of d_n, and of d_n n, with d_n = d_y scale.
  const sums = new Array64([samples * groups, 2]);
  affine.data.forEach((slope, index) => {
    const { sample, channel, group } = of(index);
    const n = normalised.data[index] ?? Number.NaN;
    shiftRows.set(sample, channel, shiftRows.get(sample, channel) + slope);
    scaleRows.set(sample, channel, scaleRows.get(sample, channel) + slope * n);
    sums.set(group, 0, sums.get(group, 0) + slope * scale.get(0, channel));
    sums.set(group, 1, sums.get(group, 1) + slope * scale.get(0, channel) * n);
  });
  const dX = affine.map((slope, index) => {
    const { channel, group } = of(index);
    const n = normalised.data[index] ?? Number.NaN;
    return moments.get(group, 1) * (slope * scale.get(0, channel) - (sums.get(group, 0) + n * sums.get(group, 1)) / count);
  });
  return [dX, scaleRows, shiftRows];
}

/** The whole rule: d_x, d_scale, d_shift from d_out. The moments are saved values, not something a loss depends on. */
export function groupNormGradient(attributes: GroupNormAttributes, x: Array64, scale: Array64, shift: Array64, gradient: Array64): Array64[] {
  const [, moments] = groupNorm(attributes, x, scale, shift);
  if (!moments) return [];
  const [dX, ...rows] = groupNormBackward(attributes, x, scale, shift, moments, gradient);
  const summed = rows.map((row) => new Array64([row.columns]).map((_, channel) => {
    let sum = 0;
    for (let sample = 0; sample < row.rows; sample += 1) sum += row.get(sample, channel);
    return sum;
  }));
  return dX ? [dX, ...summed] : [];
}
