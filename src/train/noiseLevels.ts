import type { NoiseTable } from '../diffusion/noiseTable.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { NamedTensor } from './checkpoint.ts';
import type { Learner } from './learner.ts';
import { type LevelTables, makeLevelTables } from './levelTables.ts';
import { LossesByLevel } from './lossesByLevel.ts';
import type { LossesRead } from './lossRing.ts';
import { BOUNDS, CUMULATIVE, type RunMemory, X0_FACTORS } from './runMemory.ts';
import type { Between } from './trainer.ts';

type Parts = Pick<Recipe, 'schedule' | 'objective'>;

/** The noise levels of a run: what the GPU knows of each timestep, changed while training goes on by people or by the losses. */
export class NoiseLevels implements Between {
  readonly #queue: GPUQueue;
  readonly #memory: RunMemory;
  readonly #learner: Learner;
  readonly #losses: LossesByLevel;
  #parts: Parts;
  #tables: LevelTables;
  /** What came while a step was half submitted, with its noise. */
  #next: { readonly parts: Parts; readonly noise: NoiseTable } | null = null;

  /**
   * @param capacity steps whose losses the ring holds
   * @throws a sentence when the schedule is bad or no level has a weight
   */
  constructor(queue: GPUQueue, memory: RunMemory, learner: Learner, parts: Parts, capacity: number) {
    this.#queue = queue;
    this.#memory = memory;
    this.#learner = learner;
    this.#parts = parts;
    this.#losses = new LossesByLevel(capacity);
    this.#losses.begin(0);
    this.#tables = this.#make(parts);
    this.#write(true);
  }

  /** Of what was asked for last: samples are drawn by it also while a step is finished with the levels that it began with. */
  get noise(): NoiseTable {
    return this.#next?.noise ?? this.#tables.noise;
  }

  /** Whether timesteps are drawn by their losses. */
  get byLoss(): boolean {
    return this.#parts.objective.density === 'importance';
  }

  /** @throws a sentence when levels, draws or weights would be bad */
  check(parts: Parts): void {
    this.#make(parts);
  }

  /** From the next step on other levels, draws or weights. @throws a sentence when they are bad */
  change(parts: Parts): void {
    this.#next = { parts, noise: this.#make(parts).noise };
  }

  /** What was changed counts from `step` on, the next to begin. */
  take(step: number): void {
    if (!this.#next) return;
    this.#parts = this.#next.parts;
    this.#next = null;
    this.start(step);
  }

  /** Nothing is known of the losses yet. */
  start(step: number): void {
    this.#losses.begin(step);
    this.#tables = this.#make(this.#parts);
    this.#write(true);
  }

  /** Goes on where a checkpoint was taken. */
  restore(state: ReadonlyMap<string, NamedTensor>, step: number): void {
    this.#losses.restore(state, step);
    this.#tables = this.#make(this.#parts);
    this.#write(true);
  }

  /** Tensors of a checkpoint, taken when all losses so far were read. */
  save(): ReadonlyMap<string, NamedTensor> {
    return this.byLoss ? this.#losses.save() : new Map();
  }

  isDue(step: number): boolean {
    return this.#losses.isDue(step);
  }

  room(step: number): number {
    return this.#losses.room(step);
  }

  isReady(step: number): boolean {
    return this.#losses.isReady(step);
  }

  begin(step: number): void {
    if (this.#losses.advance(step)) {
      this.#tables = this.#make(this.#parts);
      this.#write(false);
    }
    if (this.#tables.partFactors) this.#losses.multiplyFrom(step, this.#tables.partFactors);
  }

  heard({ moments }: LossesRead): void {
    for (const one of moments) this.#losses.add(one);
  }

  factorsAt(step: number): ArrayLike<number> | null {
    return this.#losses.factorsAt(step);
  }

  #make(parts: Parts): LevelTables {
    return makeLevelTables(parts, this.#losses.secondMoments());
  }

  /** @param all false: what the draws change alone */
  #write(all: boolean): void {
    const { noise, levels, weights, cumulative, x0Factors, bounds } = this.#tables;
    const write = (memory: string, numbers: Float32Array): void => this.#queue.writeBuffer(this.#memory.buffer(memory), 0, Float32Array.from(numbers));
    write('weights', weights);
    if (cumulative) write(CUMULATIVE, cumulative);
    if (bounds) write(BOUNDS, bounds);
    if (!all) return;
    write('levels', levels);
    write('table', this.#learner.timestepRows(Array.from({ length: noise.timesteps }, (_, t) => t), noise.timesteps));
    if (this.#learner.selfConditioned) write(X0_FACTORS, x0Factors);
  }
}
