import type { Command, Event, PointsRead, Trajectory } from '../protocol/messages.ts';
import { Superseded } from '../train/trajectory.ts';
import { sentence, Session } from './session.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const emit = (event: Event): void => scope.postMessage(event, ownBuffers(event));
const session = new Session(() => scope.navigator.gpu, emit);

/** Large arrays that only this message needs change hands instead of being copied. */
function ownBuffers(event: Event): Transferable[] {
  if (event.type === 'done' && event.trajectory) return [...event.trajectory.states, ...event.trajectory.predictions].flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
  return [];
}

interface Answer { trajectory?: Trajectory; read?: PointsRead }

async function perform(command: Command): Promise<Answer> {
  switch (command.type) {
    case 'load': await session.load(command.recipe); return {};
    case 'start': await session.start(); return {};
    case 'pause': await session.pause(); return {};
    case 'step': await session.step(command.count); return {};
    case 'reset': await session.reset(); return {};
    case 'change': await session.change(command.settings); return {};
    case 'schedule': session.schedule(command.schedule); return {};
    case 'preview': session.preview(command.request, command.everySteps); return {};
    case 'sample': return { trajectory: await session.sample(command.request) };
    case 'read-points': return { read: session.readPoints(command.name, command.text) };
    case 'lose-device': session.loseDevice(); return {};
    default: return unknown(command);
  }
}

function unknown(command: never): never {
  throw new Error(`The worker does not know the command ${JSON.stringify(command)}.`);
}

scope.addEventListener('message', ({ data: command }: MessageEvent<Command>) => {
  perform(command).then(
    (answer) => emit({ type: 'done', id: command.id, ...answer }),
    (error: unknown) => emit({ type: 'failed', id: command.id, message: sentence(error), code: error instanceof Superseded ? 'superseded' : 'failed' }),
  );
});
