/** How good samples are with more or fewer steps: measured sampler by sampler, one after the other. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { samplerEntry } from '../../diffusion/samplerTable.ts';
import type { Distance, Quality } from '../../protocol/messages.ts';
import type { SamplingRecipe } from '../../recipe/recipe.ts';
import { failureText } from '../../store/failureText.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { columnProblems, requestOf, type DrawnColumn } from './columns.ts';

type SamplerName = SamplingRecipe['sampler'];

export interface SweepPoint {
  readonly sampler: SamplerName;
  readonly steps: number;
  /** Calls of the model for each sample. */
  readonly evaluations: number;
  /** Mean distance from the data over the seeds, and its standard error. */
  readonly mean: number;
  readonly error: number;
  readonly trainedSteps: number;
}

export interface SweepState {
  readonly samplers: readonly SamplerName[];
  readonly counts: readonly number[];
  readonly points: readonly SweepPoint[];
  /** How far samples of the data lie from each other. */
  readonly floor: Pick<Distance, 'floor' | 'floorDeviation' | 'count'> | null;
  /** What is measured now, and how many of how many were before it; null while nothing is. */
  readonly under: { readonly sampler: SamplerName; readonly steps: number; readonly done: number; readonly of: number } | null;
  /** What could not be measured, and why. */
  readonly missed: readonly { readonly sampler: SamplerName; readonly steps: number; readonly why: string }[];
  readonly problem: string | null;
}

export interface Sweep extends StoreApi<SweepState> {
  choose(samplers: readonly SamplerName[]): void;
  chooseCounts(counts: readonly number[]): void;
  /** Measures what is chosen; ends when all is measured or `stop` is called. */
  start(): Promise<void>;
  stop(): void;
}

export const countsOffered = [2, 4, 8, 16, 32, 64, 128] as const;
/** A chart has four colours. */
export const MOST_SAMPLERS = 4;
/** Noise of so many seeds: their spread is the error of the mean. */
const SEEDS = 3;

/** Mean and standard error of the distances of some seeds. */
export function summary({ distances }: Pick<Quality, 'distances'>): { mean: number; error: number } {
  const mean = distances.reduce((sum, { value }) => sum + value, 0) / distances.length;
  const variance = distances.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / Math.max(1, distances.length - 1);
  return { mean, error: Math.sqrt(variance / distances.length) };
}

export function makeSweep(playground: StoreApi<PlaygroundState>): Sweep {
  const own = playground.getState().recipe.sampling.sampler;
  const store = createStore<SweepState>()(() => ({
    samplers: [...new Set<SamplerName>([own, 'ddpm', 'dpmpp-2m', 'unipc'])].slice(0, MOST_SAMPLERS), counts: [2, 4, 8, 16, 32], points: [], floor: null, under: null, missed: [], problem: null,
  }));
  const { getState: get, setState: set } = store;
  let runs = 0;

  const stop = (): void => {
    runs += 1;
    if (get().under === null) return;
    set({ under: null });
    void playground.getState().cancelQuestion('quality').catch(() => undefined);
  };
  playground.subscribe((now, before) => {
    const isOther = now.step < before.step || (now.status === 'compiling' && before.status !== 'compiling') || now.runningRecipe?.schedule !== before.runningRecipe?.schedule;
    if (!isOther) return;
    stop();
    set({ points: [], missed: [], floor: null, problem: null });
  });

  /** Every sampler with every number of steps that go together, the cheap ones first. */
  const combinations = (): DrawnColumn[] => {
    const { runningRecipe, recipe: { sampling } } = playground.getState();
    if (!runningRecipe) return [];
    const { guidance, seed, schedule } = sampling;
    return get().counts.flatMap((steps) => get().samplers.map((sampler): DrawnColumn => ({ id: 0, of: 'model', sampler, steps, eta: sampler === sampling.sampler ? sampling.eta : null, schedule, guidance, seed })))
      .filter((column) => columnProblems(column, runningRecipe, sampling).length === 0 && column.steps >= samplerEntry(column.sampler).leastSteps)
      // More steps than timesteps would be as many as there are, again.
      .filter((column) => requestOf(column, runningRecipe, sampling).steps === column.steps);
  };
  return {
    ...store, stop,
    choose: (samplers) => set({ samplers }),
    chooseCounts: (counts) => set({ counts: counts.toSorted((a, b) => a - b) }),
    async start() {
      stop();
      const mine = runs;
      const wanted = combinations();
      set({ points: [], missed: [], floor: null, problem: wanted.length === 0 ? 'None of these samplers goes with these numbers of steps; choose others.' : null });
      for (const [done, column] of wanted.entries()) {
        const { runningRecipe, recipe, measureQuality } = playground.getState();
        if (mine !== runs || !runningRecipe) return;
        const { sampler, steps } = column;
        set({ under: { sampler, steps, done, of: wanted.length } });
        try {
          const quality = await measureQuality('model', requestOf(column, runningRecipe, recipe.sampling), Array.from({ length: SEEDS }, (_, k) => recipe.sampling.seed + k));
          if (mine !== runs) return;
          const [first] = quality.distances;
          set({ points: [...get().points, { sampler, steps, evaluations: quality.evaluations, ...summary(quality), trainedSteps: quality.trainedSteps }], floor: first ?? null });
        } catch (error) {
          if (mine !== runs) return;
          const why = failureText(error);
          if (why === null) break;
          set({ missed: [...get().missed, { sampler, steps, why }] });
        }
      }
      if (mine === runs) set({ under: null });
    },
  };
}

/** The measurements as a table with a line of names, numbers with a point, separated by commas. */
export function sweepCsv({ points, floor }: Pick<SweepState, 'points' | 'floor'>): string {
  const rows = points.map(({ sampler, steps, evaluations, mean, error, trainedSteps }) => [sampler, steps, evaluations, mean, error, floor?.floor ?? '', trainedSteps].join(','));
  return `${['sampler,steps,model_calls,sliced_wasserstein,standard_error,floor,training_steps', ...rows].join('\n')}\n`;
}

const sweeps = new WeakMap<StoreApi<PlaygroundState>, Sweep>();

/** The measurements of a page: the same ones whenever they are looked at again. */
export function sweepOf(playground: StoreApi<PlaygroundState>): Sweep {
  const sweep = sweeps.get(playground) ?? makeSweep(playground);
  sweeps.set(playground, sweep);
  return sweep;
}
