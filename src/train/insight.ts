import { densityPictures, massOf } from '../diffusion/density.ts';
import { errorFloor, lossOfX0Error, modelErrors } from '../diffusion/idealLoss.ts';
import { cellCentres, kernelDensity, likelyBandwidth } from '../diffusion/kernelDensity.ts';
import { levelFinder } from '../diffusion/levels.ts';
import { odeLogLikelihood } from '../diffusion/odeLikelihood.ts';
import type { NoiseTable } from '../diffusion/noiseTable.ts';
import { planLevels, type SamplerPlan } from '../diffusion/plan.ts';
import { requestedPlan } from '../diffusion/requestedPlan.ts';
import { sampleTrajectory } from '../diffusion/run.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import type { Asked, DenoiserField, DensityFrame, Distance, Likelihood, LikelihoodRequest, LossFloor, PlaneGrid, SampleRequest, Trajectory } from '../protocol/messages.ts';
import { randomStream } from '../random/randomStream.ts';
import { seededStart } from '../random/seededStart.ts';
import { breather, densityFinder, type InsightParts, lookedAt, openAsked } from './asked.ts';
import { distanceFromData } from './dataDistance.ts';
import { idealModel } from './idealModel.ts';
import { measureLikelihood } from './likelihood.ts';
import { checkStart } from './startingNoise.ts';
import { FRESH_STREAM, Superseded } from './trajectory.ts';

/** Cells whose density is asked at once: each takes five calls for a point, and a picture should become finer while one looks. */
const CELLS_AT_ONCE = 400;
/** Of the ODE behind a picture: finer than a shade. */
const PICTURE_TOLERANCE = 1e-3;

/** Nanoseconds that a film of the perfect model may take, and points that are carried beside it; what it takes for a pair of sample and data beside one for each number; and what it knows at least. */
const FILM_TIME = 15e9;
const CARRIED_TIME = 3e9;
const PAIR_TIME = 20;
const FEWEST_KNOWN = 1000;

export interface Asking {
  /** Ends the question, which then throws `Superseded`. */
  readonly signal: AbortSignal;
  /** Told the share of the way, 0 to 1. */
  readonly tell: (share: number) => void;
}

/** The plan of a request for a model without a learned variance: the small one in its place, with as many calls. */
function unlearntPlan(request: SampleRequest, trained: NoiseTable): SamplerPlan {
  return requestedPlan({ ...request, ...(request.variance === 'learned' ? { variance: 'small' } : {}) }, trained, request.schedule ? makeNoiseTable(request.schedule) : trained, false);
}

/**
 * Questions about what a run has learnt, beside the perfect model of its data: likelihood, density, field, loss floor. They take the
 * weights of the moment when they are asked; training and sampling go on meanwhile.
 */
export class Insight {
  readonly #parts: InsightParts;
  readonly #ending = new AbortController();
  readonly #under = new Set<Promise<unknown>>();

  constructor(parts: InsightParts) {
    this.#parts = parts;
  }

  likelihood(request: LikelihoodRequest, asking: Asking): Promise<Likelihood> {
    return this.#answer(asking, (signal) => measureLikelihood(this.#parts, request, this.#parts.moment(), signal, asking.tell));
  }

  /** From coarse to fine; of the data as they are known, or each point spread a little. @throws a sentence for pictures */
  density(of: Asked | 'data', grid: PlaneGrid, asking: Asking, show: (frame: DensityFrame) => void): Promise<void> {
    return this.#answer(asking, async (signal) => {
      const points = this.#needPoints('A density in the plane');
      const moment = this.#parts.moment();
      const frame = { of, grid, trainedSteps: moment.step };
      if (of === 'data') {
        const { logDensity } = idealModel(this.#parts.data, points, null, breather(signal));
        const known = logDensity ? logDensity(cellCentres(grid)) : kernelDensity(points.points, grid, likelyBandwidth(points.points)).map(Math.log);
        show({ ...frame, logDensity: known, known: known.length, total: known.length, mass: massOf(known, grid) });
        return;
      }
      const asked = await openAsked(of, this.#parts, moment, signal);
      try {
        const finder = densityFinder(moment.trained);
        const logDensityOf = async (x: Float64Array): Promise<Float64Array> =>
          (await odeLogLikelihood(asked.trace(null, 0), x, { finder, solver: { kind: 'adaptive', tolerance: PICTURE_TOLERANCE }, signal })).logDensity;
        for await (const picture of densityPictures(logDensityOf, grid, { batch: CELLS_AT_ONCE, signal })) {
          show({ ...frame, ...picture });
          asking.tell(picture.known / picture.total);
        }
      } finally {
        asked.close();
      }
    });
  }

  /** Predicted x0 over the plane at a timestep. @throws a sentence for pictures, or where there is no such timestep */
  field(of: Asked, timestep: number, grid: PlaneGrid, asking: Asking): Promise<DenoiserField> {
    return this.#answer(asking, async (signal) => {
      this.#needPoints('A field in the plane');
      const moment = this.#parts.moment();
      const last = moment.trained.timesteps - 1;
      if (!(timestep >= 0 && timestep <= last)) throw new Error(`The timestep is ${timestep}; give a number from 0 to ${last}.`);
      const level = levelFinder(moment.trained).atPlace(timestep);
      const asked = await openAsked(of, this.#parts, moment, signal);
      try {
        const x0 = await asked.denoise(cellCentres(grid), level);
        return { of, timestep, alpha: level.alpha, sigma: level.sigma, grid, x0, trainedSteps: moment.step };
      } finally {
        asked.close();
      }
    });
  }

  /** The losses of the model by noise level beside what no model can be better than. */
  lossFloor(levels: number, samples: number, seed: number, asking: Asking): Promise<LossFloor> {
    return this.#answer(asking, async (signal) => {
      if (!Number.isInteger(levels) || levels < 1 || !Number.isInteger(samples) || samples < 2) throw new Error(`The floor is asked for at ${levels} noise levels with ${samples} samples; give at least 1 level and 2 samples.`);
      const moment = this.#parts.moment();
      const { trained, objective: { prediction }, sigmaData } = moment;
      const finder = levelFinder(trained);
      const last = trained.timesteps - 1;
      const places = [...new Set(Array.from({ length: levels }, (_, k) => (levels === 1 ? last : Math.round((k * last) / (levels - 1)))))];
      const at = places.map((t) => finder.atIndex(t));
      const data = lookedAt(this.#parts, samples, seed, false);
      const asked = await openAsked('model', this.#parts, moment, signal);
      try {
        const half = (first: number) => (done: number, total: number): void => asking.tell(first + done / total / 2);
        const errors = await modelErrors(asked.denoise, data.values, asked.dimensions, at, { seed, signal, progress: half(0) });
        const floors = await errorFloor(asked.ideal.known, at, { samples: data.count < 2 ? 2 : data.count, seed, signal, progress: half(0.5) });
        const inLoss = (values: readonly number[]): Float64Array => Float64Array.from(values, (value, k) => lossOfX0Error(prediction, at[k] ?? { alpha: 1, sigma: 0 }, value, sigmaData));
        return {
          timesteps: Float64Array.from(places), floor: inLoss(floors.map(({ meanSquare }) => meanSquare)), floorError: inLoss(floors.map(({ standardError }) => standardError)),
          model: inLoss(errors.map(({ meanSquare }) => meanSquare)), modelError: inLoss(errors.map(({ standardError }) => standardError)),
          description: asked.ideal.description, count: data.count, heldOut: data.heldOut, trainedSteps: moment.step,
        };
      } finally {
        asked.close();
      }
    });
  }

  /**
   * Samples of the perfect model, from the noise that the same seed gives the network; without classes, guidance and clipping. Of a
   * large set it knows the first part, as much as does not take minutes.
   */
  idealSamples(request: SampleRequest, asking: Asking): Promise<Trajectory> {
    return this.#answer(asking, async (signal) => {
      const began = performance.now();
      const { count, seed } = request;
      const { trained } = this.#parts.moment();
      const { sampleShape } = this.#parts.learner;
      checkStart(request, sampleShape);
      const plan = unlearntPlan(request, trained);
      const pause = breather(signal);
      const dimensions = sampleShape.reduce((product, size) => product * size, 1);
      const numbers = count * dimensions;
      const known = Math.max(FEWEST_KNOWN, Math.floor((request.noise ? CARRIED_TIME : FILM_TIME) / (count * plan.calls.length * (PAIR_TIME + dimensions))));
      const ideal = idealModel(this.#parts.data, this.#parts.points, this.#parts.images, pause, known);
      const start = Float64Array.from(request.noise ?? seededStart(seed, numbers));
      const fresh = randomStream(seed, FRESH_STREAM);
      const [states, predictions]: [Float32Array[], Float32Array[]] = [[], []];
      for await (const { index, state, x0 } of sampleTrajectory(plan, ideal.denoise, start, (out) => out.set(fresh.fillNormal(new Float32Array(out.length))))) {
        states.push(Float32Array.from(state));
        if (x0) predictions.push(Float32Array.from(x0));
        asking.tell(index / plan.calls.length);
        await pause();
      }
      return {
        shape: [count, ...sampleShape], states, predictions, labels: null, trainedSteps: 0, milliseconds: performance.now() - began,
        ...planLevels(plan),
      };
    });
  }

  /** How far samples lie from the data: see `distanceFromData`. */
  distance(samples: ArrayLike<number>): Distance {
    return distanceFromData(this.#parts, samples);
  }

  /** Calls of the model for each sample of a request. */
  evaluations(request: SampleRequest): number {
    return unlearntPlan(request, this.#parts.moment().trained).calls.length;
  }

  /** Gives up the questions under way and waits for their end. */
  async destroy(): Promise<void> {
    this.#ending.abort();
    await Promise.allSettled(this.#under);
  }

  #needPoints(what: string): NonNullable<InsightParts['points']> {
    const { points } = this.#parts;
    if (!points) throw new Error(`${what} is for runs on points; this one learns pictures.`);
    return points;
  }

  async #answer<T>({ signal }: Asking, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const both = new AbortController();
    const end = (): void => both.abort();
    const sources = [signal, this.#ending.signal];
    for (const source of sources) source.addEventListener('abort', end);
    if (sources.some(({ aborted }) => aborted)) end();
    const working = work(both.signal);
    this.#under.add(working);
    try {
      return await working;
    } catch (error) {
      throw both.signal.aborted ? new Superseded() : error;
    } finally {
      this.#under.delete(working);
      for (const source of sources) source.removeEventListener('abort', end);
    }
  }
}
