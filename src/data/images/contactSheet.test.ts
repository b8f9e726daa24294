/** Contact sheets of all generators as PNG files in the system's temporary folder, for looking at; and that they can be written. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { madeImageNames, madeImages, makeImages } from './madeImages.ts';
import type { ImageSet } from './imageSet.ts';

const folder = join(tmpdir(), 'diffusion-playground-sheets');

/** A minimal PNG: 8 bits, colour type 2, no filter. Portable Network Graphics, W3C, third edition. */
function png(width: number, height: number, rgb: Uint8Array): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_, row) => Buffer.concat([Buffer.alloc(1), rgb.subarray(row * width * 3, (row + 1) * width * 3)]));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

/** One class a row, each pixel `zoom` wide, a pixel of grey between pictures. */
function sheet(set: ImageSet, columns: number, zoom: number): Buffer {
  const rows = set.classNames.length;
  const step = set.width * zoom + 2;
  const [width, height] = [columns * step, rows * step];
  const rgb = new Uint8Array(width * height * 3).fill(128);
  const filled = new Array<number>(rows).fill(0);
  for (let i = 0; i < set.count; i += 1) {
    const row = set.labels?.[i] ?? 0;
    const column = filled[row] ?? 0;
    filled[row] = column + 1;
    if (column >= columns) continue;
    for (let p = 0; p < (set.width * zoom) ** 2; p += 1) {
      const [x, y] = [p % (set.width * zoom), Math.floor(p / (set.width * zoom))];
      const source = (i * set.height + Math.floor(y / zoom)) * set.width + Math.floor(x / zoom);
      for (let c = 0; c < 3; c += 1) rgb[3 * ((row * step + y) * width + column * step + x) + c] = set.pixels[source * set.channels + (c % set.channels)] ?? 0;
    }
  }
  return png(width, height, rgb);
}

it.each(madeImageNames)('%s', (name) => {
  mkdirSync(folder, { recursive: true });
  for (const [size, zoom] of [[16, 3], [28, 2], [32, 2]] as const) {
    for (const channels of [1, 3] as const) {
      const path = join(folder, `${name}-${size}-${channels === 1 ? 'grey' : 'colour'}.png`);
      writeFileSync(path, sheet(makeImages({ name, seed: 1, size, channels }, 12 * madeImages[name].classNames.length), 12, zoom));
      expect(statSync(path).size).toBeGreaterThan(1000);
    }
  }
});
