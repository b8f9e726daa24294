/**
 * The page's end of the worker: commands become promises, everything else becomes events. The worker is made by a
 * `Connect` function, so that tests stand in for it, and is made again after a crash when the next command is sent.
 */
import type { Command, Event as WorkerEvent, Reply } from '../protocol/messages.ts';

type WithoutId<C> = C extends unknown ? Omit<C, 'id'> : never;

/** A command before it has its id. */
export type CommandBody = WithoutId<Command>;

export type Done = Extract<Reply, { type: 'done' }>;

/** What happens on its own: the worker's events without the replies, and the end of the worker itself. */
export type ClientEvent = Exclude<WorkerEvent, Reply> | { type: 'crashed'; message: string };

/** One living worker. */
export interface Connection {
  post(command: Command): void;
  close(): void;
}

export interface ConnectionHandlers {
  message(event: WorkerEvent): void;
  /** The worker died or could not be loaded; `reason` as the browser tells it, maybe empty. */
  crash(reason: string): void;
}

export type Connect = (handlers: ConnectionHandlers) => Connection;

export interface Client {
  /** Resolves with the worker's `done`; rejects with `CommandFailed`. */
  send(body: CommandBody): Promise<Done>;
  /** Calls `listener` for every event; returns the way to stop. */
  subscribe(listener: (event: ClientEvent) => void): () => void;
  /** Ends the worker; commands still open fail. The next command starts a new one. */
  close(): void;
}

/** The message is a sentence for people; `superseded` means that a newer request took this one's place. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly code: 'failed' | 'superseded';
  constructor(message: string, code: 'failed' | 'superseded') {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  resolve(reply: Done): void;
  reject(error: CommandFailed): void;
}

export function createClient(connect: Connect): Client {
  const listeners = new Set<(event: ClientEvent) => void>();
  const waiting = new Map<number, Waiting>();
  let connection: Connection | null = null;
  let lastId = 0;

  const emit = (event: ClientEvent) => {
    for (const listener of listeners) listener(event);
  };

  const drop = (message: string) => {
    connection?.close();
    connection = null;
    const open = [...waiting.values()];
    waiting.clear();
    for (const { reject } of open) reject(new CommandFailed(message, 'failed'));
  };

  const open = (): Connection => {
    const opened = connect({
      message(event) {
        if (connection !== opened) return;
        if (event.type !== 'done' && event.type !== 'failed') {
          emit(event);
          return;
        }
        const asked = waiting.get(event.id);
        waiting.delete(event.id);
        if (event.type === 'done') asked?.resolve(event);
        else asked?.reject(new CommandFailed(event.message, event.code));
      },
      crash(reason) {
        if (connection !== opened) return;
        const message = `The training worker stopped unexpectedly${reason ? ` (${reason})` : ''}. Press Start to train again from the beginning.`;
        drop(message);
        emit({ type: 'crashed', message });
      },
    });
    return opened;
  };

  return {
    send(body) {
      connection ??= open();
      const current = connection;
      const id = ++lastId;
      return new Promise<Done>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        current.post({ ...body, id });
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      drop('The training worker was closed.');
    },
  };
}
