import type { Asked, CarriedFor, DenoiserField, Distance, Event, InsightQuestion, Likelihood, LikelihoodRequest, LossFloor, PlaneGrid, Quality, SampleRequest, Trajectory } from '../protocol/messages.ts';
import type { Asking } from '../train/insight.ts';
import { sampleQuality } from '../train/sampleQuality.ts';
import type { Stage } from './stage.ts';

/** Questions about what the run has learnt: one of each type at a time, a newer one takes the place of an older one. */
export class Questions {
  readonly #emit: (event: Event) => void;
  readonly #stage: Stage;
  readonly #asking = new Map<InsightQuestion, AbortController>();

  constructor(emit: (event: Event) => void, stage: Stage) {
    this.#emit = emit;
    this.#stage = stage;
  }

  likelihood(request: LikelihoodRequest): Promise<Likelihood> {
    return this.#stage.needRun().insight.likelihood(request, this.#begin('likelihood'));
  }

  density(of: Asked | 'data', grid: PlaneGrid): Promise<void> {
    return this.#stage.needRun().insight.density(of, grid, this.#begin('density'), (frame) => this.#emit({ type: 'density', frame }));
  }

  field(of: Asked, timestep: number, grid: PlaneGrid): Promise<DenoiserField> {
    return this.#stage.needRun().insight.field(of, timestep, grid, this.#begin('field'));
  }

  lossFloor(levels: number, samples: number, seed: number): Promise<LossFloor> {
    return this.#stage.needRun().insight.lossFloor(levels, samples, seed, this.#begin('loss-floor'));
  }

  idealSamples(request: SampleRequest): Promise<Trajectory> {
    return this.#stage.needRun().insight.idealSamples(request, this.#begin('ideal-sample'));
  }

  /** Takes points from their own starting noise to where the model leads them. */
  carry(use: CarriedFor, of: Asked, request: SampleRequest): Promise<Trajectory> {
    const run = this.#stage.needRun();
    const asking = this.#begin(use);
    return of === 'ideal' ? run.insight.idealSamples(request, asking) : run.sample(request, asking.signal);
  }

  quality(of: Asked, request: SampleRequest, seeds: readonly number[]): Promise<Quality> {
    return sampleQuality(this.#stage.needRun(), of, request, seeds, this.#begin('quality'));
  }

  distance(samples: Float32Array): Distance {
    return this.#stage.needRun().insight.distance(samples);
  }

  cancel(question: InsightQuestion): void {
    this.#asking.get(question)?.abort();
  }

  /** What is asked of weights that are about to go says nothing about the next ones. */
  cancelAll(): void {
    for (const asking of this.#asking.values()) asking.abort();
  }

  #begin(question: InsightQuestion): Asking {
    this.cancel(question);
    const asking = new AbortController();
    this.#asking.set(question, asking);
    const { signal } = asking;
    return { signal, tell: (share) => { if (!signal.aborted) this.#emit({ type: 'insight', question, share }); } };
  }
}
