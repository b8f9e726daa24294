import { allocateStorage, type Program } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { readBuffers } from '../gpu/readback.ts';
import { at } from '../ops/operation.ts';
import { rangeStatistics, rangeTables, STATISTICS } from '../ops/statistics.ts';
import { ZERO_STEP } from '../ops/stepUniform.ts';
import { compileWired, Wiring } from './wiring.ts';

const PIECES = 'gap: pieces';
const RANGES = 'gap: ranges';
const RESULTS = 'gap: results';
/** Bindings begin at multiples of 256 bytes. */
const APART = 256;

/** How far the averaged weights of a run are from the present ones. */
export class AverageGap {
  readonly #gpu: Gpu;
  readonly #program: Program;
  readonly #buffers: readonly GPUBuffer[];
  #measured: Promise<unknown> = Promise.resolve();

  private constructor(gpu: Gpu, program: Program, buffers: readonly GPUBuffer[]) {
    this.#gpu = gpu;
    this.#program = program;
    this.#buffers = buffers;
  }

  /**
   * @param length floats in an arena
   * @param bufferOf the arenas of the run
   * @throws a sentence when memory or a shader is refused; nothing stays allocated then
   */
  static async open(gpu: Gpu, length: number, bufferOf: (memory: string) => GPUBuffer): Promise<AverageGap> {
    // The gaps between parameters are zero in both arenas and add nothing.
    const tables = rangeTables([{ offset: 0, count: length }]);
    const wiring = new Wiring();
    const [value, average] = [wiring.input('value', [length]), wiring.input('average', [length])];
    const pieces = wiring.input(PIECES, [tables.pieces.length / 2, 2], 'u32');
    const ranges = wiring.input(RANGES, [1, 2], 'u32');
    const out = [0, 1].map((place) => {
      const tensor = wiring.graph.input(`${RESULTS} ${place}`, [1, STATISTICS]);
      wiring.place(tensor, RESULTS, place * APART);
      return tensor;
    });
    wiring.graph.write(rangeStatistics, [value, pieces, ranges], { near: 0 }, [at(out, 0)]);
    wiring.graph.write(rangeStatistics, [average, pieces, ranges, value], { near: 0 }, [at(out, 1)]);
    const names = [PIECES, RANGES, RESULTS];
    const buffers = await allocateStorage(gpu, [tables.pieces.byteLength, tables.ranges.byteLength, 2 * APART].map((bytes, i) => ({ label: names[i] ?? '', bytes })));
    try {
      gpu.device.queue.writeBuffer(at(buffers, 0), 0, tables.pieces);
      gpu.device.queue.writeBuffer(at(buffers, 1), 0, tables.ranges);
      const own = (memory: string): GPUBuffer => buffers[names.indexOf(memory)] ?? bufferOf(memory);
      return new AverageGap(gpu, await compileWired(gpu, wiring, own), buffers);
    } catch (error) {
      for (const buffer of buffers) gpu.ledger.free(buffer);
      throw error;
    }
  }

  /** |average - value| / |value| over all weights, as they are after everything submitted before. */
  measure(): Promise<number> {
    const turn = this.#measured.catch(() => undefined).then(async () => {
      this.#program.submit([ZERO_STEP]);
      const parts = await readBuffers(this.#gpu, [0, 1].map((place) => ({ buffer: at(this.#buffers, 2), offset: place * APART, bytes: 4 * STATISTICS })));
      const [weights = Number.NaN, difference = Number.NaN] = parts.map((part) => {
        const [count = 0, mean = 0, variance = 0] = new Float32Array(part);
        return count * (mean * mean + variance);
      });
      return Math.sqrt(difference / weights);
    });
    this.#measured = turn;
    return turn;
  }

  /** Waits for a measurement under way, then frees everything. */
  async destroy(): Promise<void> {
    await this.#measured.catch(() => undefined);
    this.#program.destroy();
    for (const buffer of this.#buffers) this.#gpu.ledger.free(buffer);
  }
}
