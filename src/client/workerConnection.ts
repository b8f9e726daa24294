import type { Event as WorkerEvent } from '../protocol/messages.ts';
import type { Connection, ConnectionHandlers } from './client.ts';

/** Starts the real worker. Only its address is known here, none of its code. */
export function connectWorker(handlers: ConnectionHandlers): Connection {
  const worker = new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module', name: 'training' });
  worker.onmessage = (message: MessageEvent<WorkerEvent>) => handlers.message(message.data);
  worker.onerror = (error) => {
    error.preventDefault();
    handlers.crash(error.message ?? '');
  };
  worker.onmessageerror = () => handlers.crash('a message could not be read');
  return {
    post: (command) => worker.postMessage(command),
    close: () => worker.terminate(),
  };
}
