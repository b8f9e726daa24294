import type { ClientEvent } from '../client/client.ts';
import { appendLosses } from './lossHistory.ts';
import { withLook } from './layerLooks.ts';
import { changesUpTo } from './runChanges.ts';
import type { PlaygroundState } from './state.ts';
import { appendToTrace, traceBefore } from './trainingTrace.ts';

/** Keeps the value of a noise level on which no sample fell this time. */
function keepKnown(before: Float32Array | null, now: Float32Array): Float32Array {
  return now.map((loss, index) => (Number.isNaN(loss) ? before?.[index] ?? NaN : loss));
}

/** Steps a second, and samples a second. */
function speedAt({ speedTrace, losses, runningRecipe, recipe }: PlaygroundState, step: number, stepsPerSecond: number): PlaygroundState['speedTrace'] {
  const from = (speedTrace.at(-1)?.to ?? (losses.steps[0] ?? step) - 1) + 1;
  if (!(stepsPerSecond > 0) || from > step) return speedTrace;
  const { batch, accumulate } = (runningRecipe ?? recipe).training;
  return appendToTrace(speedTrace, from, step, Float32Array.of(stepsPerSecond, stepsPerSecond * batch * accumulate));
}

/** What an event of the worker changes in the state. */
export function stateAfter(state: PlaygroundState, event: ClientEvent): Partial<PlaygroundState> {
  switch (event.type) {
    case 'device':
      return { device: event.device };
    case 'status': {
      const { status, step, stepsPerSecond, facts, error } = event;
      // After a fatal error nothing runs in the worker any more: the next start loads again.
      const runningRecipe = status === 'error' ? null : state.runningRecipe;
      const speedTrace = status === 'training' ? speedAt(state, step, stepsPerSecond) : state.speedTrace;
      // Without a run there is no step to go back to.
      const changes = status === 'training' || status === 'paused' ? changesUpTo(state.changes, step) : state.changes;
      const diverged = status === 'training' ? null : state.diverged;
      return { runningRecipe, status, step, stepsPerSecond, speedTrace, changes, diverged, facts: facts ?? state.facts, error: error ?? state.error };
    }
    case 'losses':
      return {
        losses: appendLosses(state.losses, event.firstStep, event.losses), lossRevision: state.lossRevision + 1,
        gradientNorms: event.norms ? appendLosses(state.gradientNorms, event.firstStep, event.norms) : state.gradientNorms,
        levelTrace: traceBefore(state.levelTrace, event.firstStep), speedTrace: traceBefore(state.speedTrace, event.firstStep), gapTrace: traceBefore(state.gapTrace, event.firstStep),
      };
    case 'noise-level-loss': {
      const from = (state.levelTrace.at(-1)?.to ?? (state.losses.steps[0] ?? event.step) - 1) + 1;
      return { noiseLevelLoss: keepKnown(state.noiseLevelLoss, event.losses), levelTrace: appendToTrace(state.levelTrace, from, event.step, event.losses) };
    }
    case 'layers':
      return { layerLooks: withLook(state.layerLooks, { step: event.step, layers: event.layers }) };
    case 'average-gap':
      // It stands for the steps since the last one was known.
      return { gapTrace: appendToTrace(state.gapTrace, (traceBefore(state.gapTrace, event.step).at(-1)?.to ?? event.step - 1) + 1, event.step, Float32Array.of(event.gap)) };
    case 'diverged':
      return { diverged: { at: event.at, step: event.step } };
    // Both begin a run: a live picture that is still shown is of the one before, and may be of another kind.
    case 'data':
      return { data: event.points, dataDescription: event.description, pictures: null, preview: null };
    case 'pictures':
      return { pictures: event.pictures, dataDescription: event.pictures.facts.description, data: null, preview: null };
    case 'reading':
      // The last news of a reading that has ended comes too late.
      return state.reading ? { reading: { share: event.share, images: event.images, bad: event.bad } } : {};
    case 'insight':
      // The last news of a question that is over comes too late.
      return event.question in state.insights ? { insights: { ...state.insights, [event.question]: event.share } } : {};
    case 'density':
      return { densities: { ...state.densities, [event.frame.of]: { ...event.frame, schedule: state.askedWith.density ?? null } } };
    case 'preview':
      return { preview: { step: event.step, shape: event.shape, samples: event.samples, labels: event.labels } };
    case 'crashed':
      return { status: 'error', error: event.message, stepsPerSecond: 0, runningRecipe: null, facts: null, sampling: false, reading: null };
  }
}

/** The worker repeats its message with every status. This lets a message through once, so that a dismissed one stays away. */
export function onlyNewErrors(): (event: ClientEvent) => ClientEvent {
  let told: string | null = null;
  return (event) => {
    if (event.type !== 'status') return event;
    const repeated = event.error === told;
    told = event.error;
    return repeated ? { ...event, error: null } : event;
  };
}
