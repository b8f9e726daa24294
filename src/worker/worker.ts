import type { Command, Event, Reply } from '../protocol/messages.ts';
import { Superseded } from '../train/trajectory.ts';
import { decodePicture } from './decodePicture.ts';
import { Session } from './session.ts';
import { fetchFrom } from './shippedWeights.ts';
import { sentence, Withdrawn } from './withdrawn.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const emit = (event: Event): void => scope.postMessage(event, ownBuffers(event));
/** The built worker lies in assets/, beside models/; a development server has its sources elsewhere. */
const models = new URL(`${import.meta.env.DEV ? import.meta.env.BASE_URL : '../'}models/`, scope.location.href);
const session = new Session({ gpu: () => scope.navigator.gpu, decode: decodePicture, fetchModelFile: fetchFrom(models) }, emit);

/** Large arrays that only this message needs change hands instead of being copied. */
function ownBuffers(event: Event): Transferable[] {
  return ownArrays(event).flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}

function ownArrays(event: Event): Float32Array[] {
  if (event.type === 'preview') return [event.samples];
  return event.type === 'done' && event.trajectory ? [...event.trajectory.states, ...event.trajectory.predictions] : [];
}

type Answer = Omit<Extract<Reply, { type: 'done' }>, 'type' | 'id'>;

async function perform(command: Command): Promise<Answer> {
  switch (command.type) {
    case 'load': await session.load(command.recipe, command.pretrained); return {};
    case 'start': await session.start(); return {};
    case 'pause': await session.pause(); return {};
    case 'step': await session.step(command.count); return {};
    case 'reset': await session.reset(); return {};
    case 'change': await session.change(command.settings); return {};
    case 'schedule': session.schedule(command.schedule); return {};
    case 'preview': session.preview(command.request, command.everySteps); return {};
    case 'sample': return { trajectory: await session.sample(command.request) };
    case 'ideal-sample': return { trajectory: await session.questions.idealSamples(command.request) };
    case 'carry': return { trajectory: await session.questions.carry(command.use, command.of, command.request) };
    case 'likelihood': return { likelihood: await session.questions.likelihood(command.request) };
    case 'density': await session.questions.density(command.of, command.grid); return {};
    case 'field': return { field: await session.questions.field(command.of, command.timestep, command.grid) };
    case 'loss-floor': return { losses: await session.questions.lossFloor(command.levels, command.samples, command.seed) };
    case 'quality': return { quality: await session.questions.quality(command.of, command.request, command.seeds) };
    case 'distance': return { distance: session.questions.distance(command.samples) };
    case 'cancel-sample': session.cancelSample(); return {};
    case 'cancel': session.questions.cancel(command.question); return {};
    case 'read-points': return { read: session.readPoints(command.name, command.text) };
    case 'look': return { pictures: await session.look(command.data) };
    case 'open-images': return { opened: await session.openImages(command.name, command.files, command.data) };
    case 'cancel-reading': session.cancelReading(); return {};
    case 'estimate': return { estimates: await session.estimate(command.recipe, command.models) };
    case 'watch-layers': await session.watchLayers(command.on); return {};
    case 'lose-device': session.loseDevice(); return {};
    default: return unknown(command);
  }
}

function unknown(command: never): never {
  throw new Error(`The worker does not know the command ${JSON.stringify(command)}.`);
}

scope.addEventListener('message', ({ data: command }: MessageEvent<Command>) => {
  perform(command).then((answer) => emit({ type: 'done', id: command.id, ...answer }))
    // An answer that cannot be sent is a failure, too: whoever asked waits for one of the two.
    .catch((error: unknown) => emit({ type: 'failed', id: command.id, message: sentence(error), code: error instanceof Superseded || error instanceof Withdrawn ? 'superseded' : 'failed' }));
});
