/** `window.playground`: the page's run for teachers' scripts and for tests. Every rejection carries a sentence that says what to do. */
import type { StoreApi } from 'zustand/vanilla';
import type { SampleRequest, Status } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { samplingWith } from '../recipe/relevance.ts';
import { parseRecipe } from '../recipe/validate.ts';
import { sampleRequest } from './previewRequest.ts';
import type { PlaygroundState } from './state.ts';

export interface PlaygroundApiState {
  status: Status;
  step: number;
  /** Loss of the last step; NaN before the first. */
  loss: number;
  stepsPerSecond: number;
  /** For people; empty before the device is open. */
  device: string;
  error?: string;
}

export interface PlaygroundApi {
  /** Resolves when the page's first run is loaded (or could not be: see `state().error`). */
  ready: Promise<void>;
  recipe(): Recipe;
  load(presetOrRecipe: string | Recipe): Promise<void>;
  start(): Promise<void>;
  pause(): Promise<void>;
  step(n?: number): Promise<void>;
  reset(): Promise<void>;
  state(): PlaygroundApiState;
  /** x_t before each step, and the end: steps + 1 frames of float32 with the given shape, [count, 2] or [count, height, width, channels]. What is left out comes from the recipe. */
  sample(request?: Partial<SampleRequest>): Promise<{ shape: number[]; frames: Float32Array[] }>;
}

export function createPlaygroundApi(store: () => StoreApi<PlaygroundState>, ready: Promise<void>): PlaygroundApi {
  const state = () => store().getState();
  return {
    ready,
    recipe: () => structuredClone(state().recipe),
    load: (presetOrRecipe) => state().load(presetOrRecipe),
    start: () => state().start(),
    pause: () => state().pause(),
    async step(n = 1) {
      if (!Number.isInteger(n) || n < 1) throw new Error(`step(n) takes a whole number of steps from 1 on, got ${String(n)}.`);
      await state().stepOnce(n);
    },
    reset: () => state().reset(),
    state() {
      const { status, step, losses, stepsPerSecond, device, error } = state();
      const loss = losses.length ? losses.values[losses.length - 1] ?? NaN : NaN;
      return { status, step, loss, stepsPerSecond, device: device?.label ?? '', ...(error ? { error } : {}) };
    },
    async sample(request = {}) {
      const { recipe } = state();
      const own = samplingWith(request.sampler ?? recipe.sampling.sampler, { ...recipe.sampling, ...sampleRequest(recipe) });
      const { sampling } = parseRecipe({ ...recipe, sampling: { ...own, ...request } });
      const { shape, states } = await state().sample(sampling);
      return { shape: [...shape], frames: states.map((frame) => frame.slice()) };
    },
  };
}
