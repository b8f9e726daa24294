import { describe, expect, it } from 'vitest';
import { drawPoints } from '../../data/dataset.ts';
import { distributionNames } from '../../recipe/names.ts';
import { THUMBNAIL_SCALE, thumbnailPath, thumbnailPoints } from './thumbnails.ts';

const COUNT = 300;
const SEED = 1;

describe('thumbnails', () => {
  it('are real samples of the built-in distributions (run with -u to make them anew)', async () => {
    const lines = distributionNames.map((kind) => {
      const numbers = Array.from(drawPoints({ kind, count: COUNT, seed: SEED }, COUNT, SEED), (value) => Math.round(value * THUMBNAIL_SCALE));
      return `  ${JSON.stringify(kind)}: ${JSON.stringify(numbers)}`;
    });
    await expect(`{\n${lines.join(',\n')}\n}\n`).toMatchFileSnapshot('./thumbnails.json');
  });
  it.each(distributionNames)('%s fits a byte and is standardised within four standard errors', (kind) => {
    const points = thumbnailPoints(kind) ?? new Float32Array(0);
    expect(points).toHaveLength(2 * COUNT);
    expect(Math.max(...points.map(Math.abs))).toBeLessThanOrEqual(127 / THUMBNAIL_SCALE);
    const mean = points.reduce((sum, value) => sum + value, 0) / points.length;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(points.length));
  });
  it('have none for other kinds', () => expect(thumbnailPoints('word')).toBeNull());
  it('are drawn as dots with y up', () => {
    expect(thumbnailPath(Float32Array.of(0, 0, 1, 2), 2)).toBe('M50.0 50.0h0M75.0 0.0h0');
  });
});
