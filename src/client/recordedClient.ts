/** A client that plays a recorded run where there is no WebGPU: the page behaves as if that run were being trained. */
import type { RecordedRun } from '../recipe/recording.ts';
import { CommandFailed, type Client, type ClientEvent, type CommandBody, type Done } from './client.ts';

/** The whole recording plays in about this time, however long it took. */
const playSeconds = 30;
const tickMs = 100;

/** The run in the recording does not change: commands that would change it fail with a sentence. */
const unavailable = 'This is a recorded run. Training your own needs a browser with WebGPU.';

export function createRecordedClient(run: RecordedRun): Client {
  const listeners = new Set<(event: ClientEvent) => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let step = 0;

  const emit = (event: ClientEvent) => {
    for (const listener of listeners) listener(event);
  };
  const lastStep = run.losses.length;
  const perTick = Math.max(1, Math.round((lastStep * tickMs) / 1000 / playSeconds));
  const emitStatus = (status: 'training' | 'paused') => emit({
    type: 'status', status, step, facts: null, error: null, stepsPerSecond: status === 'training' ? run.stepsPerSecond : 0,
  });
  const emitPreview = (from: number) => {
    const due = run.previews.filter((preview) => preview.step > from && preview.step <= step).at(-1);
    if (due) emit({ type: 'preview', step: due.step, shape: [due.points.length / 2, 2], samples: due.points, labels: null });
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const advance = () => {
    const from = step;
    step = Math.min(lastStep, step + perTick);
    emit({ type: 'losses', firstStep: from + 1, losses: run.losses.slice(from, step) });
    emitPreview(from);
    if (step === lastStep) stop();
    emitStatus(step === lastStep ? 'paused' : 'training');
  };
  const begin = () => {
    stop();
    step = 0;
    emit({ type: 'data', points: run.data, description: run.dataDescription });
    emitStatus('paused');
    emitPreview(-1);
  };

  const answer = (body: CommandBody): Omit<Done, 'id'> => {
    switch (body.type) {
      case 'load':
        emit({ type: 'device', device: { label: `Recorded on ${run.device}`, software: false, vendor: '', architecture: '' } });
        begin();
        return { type: 'done' };
      case 'reset':
        begin();
        return { type: 'done' };
      case 'start':
        if (step === lastStep) begin();
        timer ??= setInterval(advance, tickMs);
        emitStatus('training');
        return { type: 'done' };
      case 'pause':
        stop();
        emitStatus('paused');
        return { type: 'done' };
      case 'sample':
        return { type: 'done', trajectory: { ...run.trajectory, labels: null } };
      case 'preview':
        return { type: 'done' };
      case 'step':
      case 'change':
      case 'schedule':
      case 'read-points':
      case 'look':
      case 'open-images':
      case 'cancel-reading':
      case 'estimate':
      case 'watch-layers':
      case 'ideal-sample':
      case 'carry':
      case 'likelihood':
      case 'density':
      case 'field':
      case 'loss-floor':
      case 'quality':
      case 'distance':
      case 'cancel':
      case 'cancel-sample':
      case 'lose-device':
        throw new CommandFailed(unavailable, 'failed');
    }
  };

  return {
    send: async (body) => ({ ...answer(body), id: 0 }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: stop,
  };
}
