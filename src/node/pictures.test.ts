import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeNpy } from '../formats/npy.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import type { ImageDataRecipe } from '../recipe/recipe.ts';
import { parseRecipe } from '../recipe/validate.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import { picturesOf } from './pictureFiles.ts';
import { channelsFirst, drawSamples, unseenPictures } from './pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'playground-pictures-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function checkpointOf(data: object, classes: number | null): Checkpoint {
  const recipe = parseRecipe({ data: { kind: 'digits', size: 16, ...data } });
  return { recipe, step: 1, model: classes === null ? new Map() : new Map([['class_embedding.weight', { shape: [classes + 1, 2], data: new Float32Array(2 * classes + 2) }]]), state: new Map() };
}

describe('channelsFirst', () => {
  it('moves the channels and brings bytes 0 and 255 to -1 and 1, beyond them too', () => {
    const [scale, offset] = [1 / 50, -3];
    const bytes = [0, 255, 51, 102, 300, -45];
    const { shape, data } = channelsFirst(Float32Array.from(bytes, (byte) => byte * scale + offset), [1, 1, 2, 3], { scale, offset });
    expect(shape).toEqual([1, 3, 1, 2]);
    // Two roundings of numbers up to 3 in float32, divided by 127.5 scale = 2.55.
    [0, 102, 255, 300, 51, -45].forEach((byte, i) => { expect(data[i]).toBeCloseTo(byte / 127.5 - 1, 6); });
  });
  it('keeps the axes before', () => {
    const { shape, data } = channelsFirst(Float32Array.from({ length: 24 }, (_, i) => i), [3, 2, 2, 1, 2], { scale: 1 / 127.5, offset: -1 });
    expect(shape).toEqual([3, 2, 2, 2, 1]);
    expect([...data.slice(0, 8)]).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
  });
});

describe('unseenPictures', () => {
  it('has sizes, classes and units without a picture of the recipe', () => {
    expect(unseenPictures(checkpointOf({ range: 'unit', colour: 'colour' }, 4))).toMatchObject({ scale: 1 / 255, offset: 0, train: { width: 16, height: 16, channels: 3, classNames: ['0', '1', '2', '3'] } });
    expect(unseenPictures(checkpointOf({}, null))).toMatchObject({ scale: 2 / 255, offset: -1, train: { channels: 1, labels: null } });
  });
  it('are not enough where the units are those of the pictures', () => { expect(unseenPictures(checkpointOf({ range: 'standardised' }, null))).toBeNull(); });
});

describe('drawSamples', () => {
  const request: SampleRequest = { sampler: 'ddim', steps: 1, count: 600, seed: 4_294_967_295, eta: 0, schedule: null, guidance: 1, label: 'each' };
  const images = unseenPictures(checkpointOf({}, 10));
  const asked: SampleRequest[] = [];
  const run = {
    images,
    sampleEnd: async (one: SampleRequest) => {
      asked.push(one);
      return { shape: [one.count, 1, 1, 2], samples: Float32Array.from({ length: 2 * one.count }, (_, i) => asked.length * 1000 + i), labels: Uint16Array.from({ length: one.count }, (_, i) => i % 10) };
    },
  };
  beforeEach(() => { asked.length = 0; });

  it('draws many in parts whose classes go on in turn and whose seeds differ', async () => {
    const { shape, samples, labels } = await drawSamples(run, request, 10);
    expect(asked.map(({ count, seed }) => [count, seed])).toEqual([[250, 4_294_967_295], [250, 0], [100, 1]]);
    expect(shape).toEqual([600, 1, 1, 2]);
    expect([samples[0], samples[500], samples[1199]]).toEqual([1000, 2000, 3199]);
    expect([...labels ?? []]).toEqual(Array.from({ length: 600 }, (_, i) => i % 10));
  });
  it('draws few at once', async () => {
    await drawSamples(run, { ...request, count: 256 }, 10);
    expect(asked).toHaveLength(1);
  });
});

describe('picturesOf', () => {
  let said = '';
  beforeEach(() => {
    said = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => { said += String(text); return true; });
  });

  function own(changes: object = {}): ImageDataRecipe {
    const { data } = parseRecipe({ data: { kind: 'images', name: 'mine', size: 8, colour: 'grey', heldOut: 0, ...changes } });
    if (!isImageData(data)) throw new Error('This recipe is one of pictures.');
    return data;
  }
  const tiny = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='), (c) => c.charCodeAt(0));

  it('reads folders of PNG files, whose names are classes, and says which files it cannot read', async () => {
    for (const name of ['cats', 'dogs']) {
      mkdirSync(join(folder, 'pets', name), { recursive: true });
      writeFileSync(join(folder, 'pets', name, '1.png'), tiny);
    }
    writeFileSync(join(folder, 'pets', 'cats', '2.jpg'), Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0, 0));
    const { train } = await picturesOf(own(), [join(folder, 'pets')]);
    expect(train).toMatchObject({ count: 2, width: 8, height: 8, channels: 1, classNames: ['cats', 'dogs'] });
    expect([...train.pixels]).toEqual(new Array<number>(128).fill(128));
    expect(said).toMatch(/pets\/cats\/2\.jpg: .*without a browser only PNG is decoded/);
  });
  it('reads arrays', async () => {
    writeFileSync(join(folder, 'x.npy'), writeNpy(Float32Array.from({ length: 5 * 64 }, (_, i) => i % 64 / 63), [5, 8, 8]));
    const { train, scale, offset } = await picturesOf(own({ range: 'unit' }), [join(folder, 'x.npy')]);
    expect(train.count).toBe(5);
    expect([train.pixels[63], scale, offset]).toEqual([255, 1 / 255, 0]);
  });
  it('says what is missing', async () => {
    await expect(picturesOf(own(), [])).rejects.toThrow('say where they are with --data PATH');
    await expect(picturesOf(own(), [join(folder, 'nowhere')])).rejects.toThrow('cannot be read: it is not there. Give another path with --data.');
    writeFileSync(join(folder, 'text.txt'), 'hello');
    await expect(picturesOf(own(), [join(folder, 'text.txt')])).rejects.toThrow('No picture could be read from');
    await expect(picturesOf({ ...own(), kind: 'letters', words: 'A' }, [])).rejects.toThrow('open this recipe in the page');
    await expect(picturesOf({ ...own(), kind: 'digits', endless: false }, ['x'])).rejects.toThrow('--data is for recipes whose data are of kind "images"');
  });
});
