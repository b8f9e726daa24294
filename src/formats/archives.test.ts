import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { pieces, readBytes, sizeText, streamOf } from './byteStream.ts';
import { gunzip, isGzip } from './gzip.ts';
import { writeNpy } from './npy.ts';
import { readNpz } from './npz.ts';
import { isZip, zipEntries } from './zip.ts';
import type { ZipLimits } from './zip.ts';

const MIB = 2 ** 20;
const limits: ZipLimits = { entryBytes: MIB, totalBytes: 4 * MIB, entries: 100 };

/** Entries as [name, bytes or reason], and the sentence that ended the reading. */
async function unzipped(bytes: Uint8Array, within = limits, wanted: (name: string) => boolean = () => true) {
  const entries: [string, Uint8Array | string][] = [];
  let ended: string | null = null;
  try {
    for await (const { name, content } of zipEntries(streamOf(bytes), within, wanted)) entries.push([name, content]);
  } catch (error) {
    ended = error instanceof Error ? error.message : String(error);
  }
  return { entries, ended };
}

/** A stream that gives its bytes in pieces of any lengths. */
function chopped(bytes: Uint8Array, lengths: readonly number[]): ReadableStream<Uint8Array> {
  let at = 0;
  let turn = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) { controller.close(); return; }
      const length = Math.max(1, lengths[turn++ % Math.max(1, lengths.length)] ?? 1);
      controller.enqueue(bytes.slice(at, at + length));
      at += length;
    },
  });
}

/** As programs write to a pipe: sizes follow the data. */
function streamedZip(files: Record<string, Uint8Array>, stored = false): Uint8Array {
  const parts: Uint8Array[] = [];
  const zip = new Zip((_, part) => { parts.push(part); });
  for (const [name, bytes] of Object.entries(files)) {
    const file = stored ? new ZipPassThrough(name) : new ZipDeflate(name);
    zip.add(file);
    file.push(bytes, true);
  }
  zip.end();
  return new Uint8Array(Buffer.concat(parts));
}

describe('byte streams', () => {
  it('joins what comes in, whatever the pieces', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }), async (bytes, lengths) => {
      expect(await readBytes(chopped(bytes, lengths), 300, 'It')).toEqual(bytes);
    }), { numRuns: 50 });
  });
  it('stops at the limit and cancels the stream', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => { controller.enqueue(new Uint8Array(1000)); }, cancel: () => { cancelled = true; } });
    await expect(readBytes(endless, 10_000, 'The file')).rejects.toThrow('The file is larger than 9.77 KiB; split it');
    expect(cancelled).toBe(true);
  });
  it('stops when aborted', async () => {
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => { controller.enqueue(new Uint8Array(1)); } });
    const abort = new AbortController();
    let seen = 0;
    const reading = (async () => { for await (const _ of pieces(endless, 10, abort.signal)) { seen += 1; if (seen === 3) abort.abort(); } })();
    await expect(reading).rejects.toThrow(/abort/i);
    expect(seen).toBe(3);
  });
  it('names sizes', () => { expect([5, 2048, 64 * MIB, 1.5 * 2 ** 30].map(sizeText)).toEqual(['5 bytes', '2 KiB', '64 MiB', '1.5 GiB']); });
});

describe('gunzip', () => {
  const data = strToU8('diffusion '.repeat(1000));
  const packed = new Uint8Array(gzipSync(data));
  it('unpacks what gzip packed', async () => {
    expect(isGzip(packed)).toBe(true);
    expect(await gunzip(chopped(packed, [1, 7]), 10_000)).toEqual(data);
  });
  it('counts real bytes: a bomb is stopped at the limit, whatever its trailer says', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(16 * MIB)));
    bomb.set([1, 0, 0, 0], bomb.length - 4);
    expect(bomb.length).toBeLessThan(20_000);
    await expect(gunzip(streamOf(bomb), MIB)).rejects.toThrow('What is packed in this .gz file is larger than 1 MiB');
    await expect(gunzip(streamOf(packed), data.length - 1)).rejects.toThrow('larger than');
  });
  it.each([['cut off', packed.slice(0, -9)], ['damaged', packed.map((byte, i) => (i > 12 && i < 30 ? byte ^ 255 : byte))], ['something else', strToU8('hello')]])('says so when it is %s', async (_, bytes) => {
    await expect(gunzip(streamOf(bytes), MIB)).rejects.toThrow('This .gz file is damaged or cut off');
  });
});

describe('zipEntries', () => {
  const files = { 'cats/1.txt': strToU8('one'), 'cats/2.txt': strToU8('two '.repeat(10_000)), 'empty': new Uint8Array(0) };
  it.each([
    ['deflated', zipSync(files)], ['stored', zipSync(files, { level: 0 })], ['streamed', streamedZip(files)], ['streamed and stored', streamedZip(files, true)],
  ])('reads %s entries in order', async (_, bytes) => {
    expect(isZip(bytes)).toBe(true);
    expect(await unzipped(bytes)).toEqual({ entries: Object.entries(files), ended: null });
  });
  it('reads whatever was packed, in whatever pieces it comes', async () => {
    await fc.assert(fc.asyncProperty(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.uint8Array({ maxLength: 2000 }), { maxKeys: 6 }), fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 }), fc.constantFrom<0 | 6>(0, 6),
      async (packed, lengths, level) => {
        const names = Object.keys(packed);
        const read: string[] = [];
        for await (const { name, content } of zipEntries(chopped(zipSync(packed, { level }), lengths), limits, () => true)) {
          read.push(name);
          expect(content).toEqual(packed[name]);
        }
        expect(read).toEqual(names);
      }), { numRuns: 60 });
  });
  it('leaves out folders and what is not wanted', async () => {
    const { entries } = await unzipped(zipSync({ 'a/': new Uint8Array(0), 'a/x': strToU8('1'), 'y': strToU8('2') }), limits, (name) => name !== 'y');
    expect(entries.map(([name]) => name)).toEqual(['a/x']);
  });
  it('passes over an entry that is too large, declared or not, and reads on', async () => {
    const large = { big: new Uint8Array(2 * MIB), small: strToU8('ok') };
    for (const bytes of [zipSync(large), streamedZip(large)]) {
      expect(await unzipped(bytes)).toEqual({ entries: [['big', 'it is larger than 1 MiB'], ['small', strToU8('ok')]], ended: null });
    }
  });
  it('believes no declared size: a bomb that claims one byte is stopped', async () => {
    const bomb = zipSync({ bomb: new Uint8Array(16 * MIB), after: strToU8('x') });
    // Uncompressed size in the local header.
    bomb.set([1, 0, 0, 0], 22);
    const { entries, ended } = await unzipped(bomb);
    expect(entries.filter(([, content]) => typeof content !== 'string')).toEqual([]);
    expect(ended).toBe('This zip archive unpacks to more than 4 MiB; split it.');
  });
  it('keeps what came before the limit of the total or of the entries', async () => {
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`f${i}`, new Uint8Array(MIB / 2)]));
    const total = await unzipped(zipSync(many));
    expect([total.entries.length, total.ended]).toEqual([8, 'This zip archive unpacks to more than 4 MiB; split it.']);
    const few = await unzipped(zipSync(many), { ...limits, entries: 3 });
    expect([few.entries.length, few.ended]).toEqual([3, 'This zip archive has more than 3 entries; split it.']);
  });
  it('names an entry that is damaged or packed by an unknown method, and reads on', async () => {
    const damaged = zipSync({ a: strToU8('diffusion '.repeat(500)), b: strToU8('fine') });
    damaged.fill(0xff, 31, 45);
    expect(await unzipped(damaged)).toEqual({ entries: [['a', 'it is damaged in the archive, or locked with a password'], ['b', strToU8('fine')]], ended: null });
    const unknown = zipSync({ a: strToU8('aaaa'), b: strToU8('fine') });
    unknown[8] = 12;
    const { entries } = await unzipped(unknown);
    expect(entries[0]?.[1]).toContain('packed by method 12');
    expect(entries[1]).toEqual(['b', strToU8('fine')]);
  });
  it('says so when the archive is none, empty, or ends early', async () => {
    expect((await unzipped(strToU8('not a zip'))).ended).toContain('not a zip archive');
    expect((await unzipped(new Uint8Array(0))).ended).toContain('fewer than four bytes');
    expect((await unzipped(zipSync({}))).ended).toBe(null);
    const whole = zipSync({ a: strToU8('one'), b: Uint8Array.from({ length: 5000 }, (_, i) => (i * i) >> 3) });
    const cut = await unzipped(whole.slice(0, 500));
    expect(cut.entries).toEqual([['a', strToU8('one')]]);
    expect(cut.ended).toMatch(/ends in the middle of b|damaged or cut off/);
  });
  it('answers any bytes with entries or a sentence', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(300), fc.nat(255), async (noise, place, value) => {
      const bytes = new Uint8Array([...zipSync({ a: strToU8('some text, some text') }), ...noise]);
      bytes[place % bytes.length] = value;
      const { ended } = await unzipped(bytes);
      if (ended !== null) expect(ended).toMatch(/^This (zip archive|is not a zip)/);
    }), { numRuns: 200 });
  });
});

describe('readNpz', () => {
  it('gives the arrays by name', async () => {
    const [x, y] = [writeNpy(Float32Array.of(1, 2), [2]), writeNpy(Float32Array.of(3), [1])];
    expect(await readNpz(streamOf(zipSync({ 'x_train.npy': x, 'y_train.npy': y, 'readme.txt': strToU8('-') })), limits)).toEqual(new Map([['x_train', x], ['y_train', y]]));
  });
  it('says what is wrong', async () => {
    await expect(readNpz(streamOf(zipSync({ 'a.txt': strToU8('-') })), limits)).rejects.toThrow('holds no arrays');
    await expect(readNpz(streamOf(zipSync({ 'a.npy': new Uint8Array(2 * MIB) })), limits)).rejects.toThrow('The array a.npy cannot be read: it is larger than 1 MiB');
  });
});
