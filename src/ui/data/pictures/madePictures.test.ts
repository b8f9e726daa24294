import { describe, expect, it } from 'vitest';
import { madeImages, makeImages } from '../../../data/images/madeImages.ts';
import { madeImageKinds } from '../../../recipe/names.ts';
import { MINIATURE_SIDE, miniatures, MINIATURES } from './madePictures.ts';

const SEED = 4;

describe('miniatures', () => {
  it('are real pictures of their kinds (run with -u to make them anew)', async () => {
    const lines = madeImageKinds.map((kind) => {
      const { channels } = madeImages[kind];
      const { pixels } = makeImages({ name: kind, seed: SEED, size: MINIATURE_SIDE, channels }, MINIATURES);
      return `  ${JSON.stringify(kind)}: { "channels": ${channels}, "pixels": "${Buffer.from(pixels).toString('base64')}" }`;
    });
    await expect(`{\n${lines.join(',\n')}\n}\n`).toMatchFileSnapshot('./madePictures.json');
  });
  it.each(madeImageKinds)('%s come back as bytes', (kind) => {
    const { width, height, channels, pixels } = miniatures(kind);
    expect(channels).toBe(madeImages[kind].channels);
    expect(pixels).toHaveLength(MINIATURES * width * height * channels);
    expect(new Set(pixels).size).toBeGreaterThan(2);
  });
});
