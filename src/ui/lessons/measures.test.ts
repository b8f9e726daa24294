import { describe, expect, it } from 'vitest';
import { distributions } from '../../data/distributions.ts';
import { randomStream } from '../../random/randomStream.ts';
import { shareInClusters, shareOfCopies } from './measures.ts';

describe('the share of samples in the clusters', () => {
  it('is that of a normal distribution for the data themselves', () => {
    const random = randomStream(5, 1);
    const count = 20_000;
    const scale = 1 / Math.sqrt(0.51);
    const data = Float32Array.from(Array.from({ length: count }, () => distributions['eight-gaussians'].draw(random)).flat(), (value) => value * scale);
    const expected = 1 - Math.exp(-4.5);
    expect(Math.abs(shareInClusters(data) - expected)).toBeLessThan(5 * Math.sqrt(expected * (1 - expected) / count));
  });
  it('counts neither the centre nor noise between', () => {
    expect(shareInClusters(new Float32Array([0, 0, 1.4, 0, 5, 5, 0, -1.4]))).toBe(0.5);
    expect(shareInClusters(new Float32Array(0))).toBe(0);
  });
});

it('the share of copies counts samples beside a training point', () => {
  const data = new Float32Array([0, 0, 1, 1]);
  expect(shareOfCopies(new Float32Array([0.01, 0.02, 1, 0.96, 1, 1, 0.5, 0.5]), data)).toBe(0.5);
  expect(shareOfCopies(data, data)).toBe(1);
});
