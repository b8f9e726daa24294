/** A client for tests: keeps what was sent, and answers when it is told to. */
import { CommandFailed, type Client, type ClientEvent, type CommandBody, type Done } from '../client/client.ts';

interface Sent {
  body: CommandBody;
  answered: boolean;
  resolve(done: Done): void;
  reject(error: CommandFailed): void;
}

export interface FakeClient extends Client {
  sent: Sent[];
  emit(event: ClientEvent): void;
  /** The types of the commands sent so far. */
  types(): string[];
  /** Answers the oldest open command, and lets everything that waits for it run. */
  answer(reply?: Omit<Done, 'type' | 'id'>): Promise<void>;
  /** Answers every open command until none is left. */
  answerAll(): Promise<void>;
  fail(message: string, code?: 'failed' | 'superseded'): Promise<void>;
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

export function createFakeClient(): FakeClient {
  const listeners = new Set<(event: ClientEvent) => void>();
  const sent: Sent[] = [];
  const oldest = (): Sent => {
    const open = sent.find(({ answered }) => !answered);
    if (!open) throw new Error('No command is waiting for an answer.');
    open.answered = true;
    return open;
  };
  const client: FakeClient = {
    sent,
    send: (body) => new Promise<Done>((resolve, reject) => sent.push({ body, answered: false, resolve, reject })),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {},
    emit: (event) => listeners.forEach((listener) => listener(event)),
    types: () => sent.map(({ body }) => body.type),
    async answer(reply = {}) {
      await settled();
      oldest().resolve({ type: 'done', id: 0, ...reply });
      await settled();
    },
    async answerAll() {
      await settled();
      while (sent.some(({ answered }) => !answered)) await client.answer();
    },
    async fail(message, code = 'failed') {
      oldest().reject(new CommandFailed(message, code));
      await settled();
    },
  };
  return client;
}
