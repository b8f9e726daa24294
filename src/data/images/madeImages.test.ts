import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageStatistics } from './imageStatistics.ts';
import type { ImageSet } from './imageSet.ts';
import { drawMadeImage, madeImageNames, madeImages, makeImages } from './madeImages.ts';

/** Logarithms of the spectrum's magnitudes at low frequencies, of 16 x 16 grey pictures: blind to where a thing lies. */
function spectra(set: ImageSet): Float64Array[] {
  const [n, most] = [16, 6];
  const waves: [number, number][] = [];
  for (let v = 0; v <= most; v += 1) for (let u = -most; u <= most; u += 1) waves.push([u, v]);
  return Array.from({ length: set.count }, (_, i) => Float64Array.from(waves, ([u, v]) => {
    let [re, im] = [0, 0];
    for (let p = 0; p < n * n; p += 1) {
      const angle = (2 * Math.PI * (u * (p % n) + v * Math.floor(p / n))) / n;
      const value = (set.pixels[i * n * n + p] ?? 0) / 255;
      re += value * Math.cos(angle);
      im += value * Math.sin(angle);
    }
    return Math.log(0.05 + Math.hypot(re, im));
  }));
}

/** Share of the second half's pictures that lie nearest to their own class's mean in the first half. */
function nearestCentroidAccuracy(set: ImageSet): number {
  const features = spectra(set);
  const half = set.count / 2;
  const size = features[0]?.length ?? 0;
  const centroids = set.classNames.map((_, label) => {
    const members = features.slice(0, half).filter((__, i) => set.labels?.[i] === label);
    return Float64Array.from({ length: size }, (__, k) => members.reduce((sum, member) => sum + (member[k] ?? 0), 0) / members.length);
  });
  const right = features.slice(half).filter((feature, i) => {
    const distances = centroids.map((centroid) => feature.reduce((sum, value, k) => sum + (value - (centroid[k] ?? 0)) ** 2, 0));
    return distances.indexOf(Math.min(...distances)) === set.labels?.[half + i];
  });
  return right.length / half;
}

/** FNV-1a of the pixels. */
const hashOf = (set: ImageSet): number => set.pixels.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5) >>> 0;

describe.each(madeImageNames)('%s', (name) => {
  const classes = madeImages[name].classNames.length;

  it('each picture depends on the seed and its number alone', () => {
    const set = makeImages({ name, seed: 5, size: 16, channels: 3 }, 3 * classes);
    const later = makeImages({ name, seed: 5, size: 16, channels: 3 }, classes, (place) => 2 * classes + place);
    expect(later.pixels).toEqual(set.pixels.slice(2 * classes * 768));
    expect(later.labels).toEqual(set.labels?.slice(2 * classes));
    const other = makeImages({ name, seed: 6, size: 16, channels: 3 }, 3 * classes);
    expect(other.pixels).not.toEqual(set.pixels);
    expect(drawMadeImage({ name, seed: 5, size: 16, channels: 1 }, 2 ** 52, new Uint8Array(256), 0)).toBeLessThan(classes);
  });
  it('labels are balanced, no two pictures are equal, all are more than one tone', () => {
    const set = makeImages({ name, seed: 2, size: 16, channels: 1 }, 30 * classes);
    const { classCounts, duplicates } = imageStatistics(set);
    expect(classCounts).toEqual(new Array(classes).fill(30));
    expect(duplicates).toBeLessThanOrEqual(name === 'creatures' ? 2 : 0);
    for (let i = 0; i < set.count; i += 1) {
      const picture = set.pixels.subarray(256 * i, 256 * (i + 1));
      expect(Math.max(...picture) - Math.min(...picture)).toBeGreaterThan(40);
    }
  });
  it('classes differ: the nearest mean spectrum tells them apart far better than chance', () => {
    const accuracy = nearestCentroidAccuracy(makeImages({ name, seed: 3, size: 16, channels: 1 }, 40 * classes));
    // Chance is 1 / classes, with a standard error below 0.06.
    expect(accuracy).toBeGreaterThan(0.5);
  });
  it('the same class comes from a chosen subset, numbered anew', () => {
    const set = makeImages({ name, seed: 1, size: 16, channels: 1, classes: [3, 1] }, 6);
    expect(set.classNames).toEqual([madeImages[name].classNames[3], madeImages[name].classNames[1]]);
    expect(imageStatistics(set).classCounts).toEqual([3, 3]);
  });
  it('draws every size from 8 to 128', () => {
    fc.assert(fc.property(fc.integer({ min: 8, max: 128 }), fc.constantFrom<1 | 3>(1, 3), fc.nat(), fc.nat(), (size, channels, seed, index) => {
      const out = new Uint8Array(size * size * channels + 2).fill(77);
      drawMadeImage({ name, seed, size, channels }, index, out, 1);
      expect([out[0], out.at(-1)]).toEqual([77, 77]);
      expect(new Set(out.subarray(1, -1)).size).toBeGreaterThan(1);
    }), { numRuns: 25 });
  });
});

it('a seed means the same pictures for good', () => {
  const hashes = madeImageNames.map((name) => [name, hashOf(makeImages({ name, seed: 1, size: 28, channels: 3 }, 20))]);
  expect(Object.fromEntries(hashes)).toMatchInlineSnapshot(`
    {
      "creatures": 1700552085,
      "digits": 3889789276,
      "phantoms": 2483813922,
      "shapes": 2911070393,
      "textures": 4054652581,
    }
  `);
});

it('colour differs between pictures and channels', () => {
  for (const name of ['shapes', 'creatures', 'textures'] as const) {
    const { channels } = imageStatistics(makeImages({ name, seed: 1, size: 16, channels: 3 }, 100));
    for (const { deviation } of channels) expect(deviation).toBeGreaterThan(30);
  }
});

it('a head without variation is the phantom of the paper: its brain is 0.2 of the skull', () => {
  const set = makeImages({ name: 'phantoms', seed: 1, size: 128, channels: 1, classes: [0] }, 1);
  expect(imageStatistics(set).channels[0]).toMatchObject({ min: 0, max: 255 });
  const counts = new Map<number, number>();
  for (const value of set.pixels) counts.set(value, (counts.get(value) ?? 0) + 1);
  counts.delete(0);
  expect([...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]).toBe(Math.round(0.2 * 255));
});

it('says what cannot be made', () => {
  const options = { name: 'digits', seed: 1, size: 16, channels: 1 } as const;
  expect(() => makeImages({ ...options, size: 7 }, 1)).toThrow("The pictures' size is 7");
  expect(() => makeImages({ ...options, size: 16.5 }, 1)).toThrow("The pictures' size is 16.5");
  expect(() => makeImages({ ...options, seed: -1 }, 1)).toThrow('The seed is -1');
  expect(() => makeImages({ ...options, classes: [10] }, 1)).toThrow('There is no class 10 of digits');
  expect(() => makeImages({ ...options, classes: [] }, 1)).toThrow('at least one class');
  expect(() => makeImages(options, 0)).toThrow('The number of pictures is 0');
  expect(() => makeImages({ ...options, size: 128 }, 40_000)).toThrow('more than 512 MiB');
  expect(() => drawMadeImage(options, -1, new Uint8Array(256), 0)).toThrow("The picture's number is -1");
});
