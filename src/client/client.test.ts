import { describe, expect, it } from 'vitest';
import type { Command } from '../protocol/messages.ts';
import { CommandFailed, createClient, type ClientEvent, type Connect, type ConnectionHandlers } from './client.ts';
import { whyNoWebGpu } from './webGpuSupport.ts';

function fakeWorkers() {
  const workers: { handlers: ConnectionHandlers; posted: Command[]; closed: boolean }[] = [];
  const connect: Connect = (handlers) => {
    const worker = { handlers, posted: [] as Command[], closed: false };
    workers.push(worker);
    return {
      post: (command) => worker.posted.push(command),
      close: () => {
        worker.closed = true;
      },
    };
  };
  const at = (index: number) => {
    const worker = workers[index];
    if (!worker) throw new Error(`There are only ${workers.length} workers.`);
    return worker;
  };
  return { connect, at, count: () => workers.length };
}

describe('client', () => {
  it('numbers commands upwards and matches replies to them in any order', async () => {
    const { connect, at } = fakeWorkers();
    const client = createClient(connect);
    const first = client.send({ type: 'start' });
    const second = client.send({ type: 'step', count: 3 });
    expect(at(0).posted).toEqual([{ type: 'start', id: 1 }, { type: 'step', count: 3, id: 2 }]);
    at(0).handlers.message({ type: 'done', id: 2 });
    at(0).handlers.message({ type: 'done', id: 1 });
    expect(await first).toEqual({ type: 'done', id: 1 });
    expect(await second).toEqual({ type: 'done', id: 2 });
  });

  it('rejects with the sentence and the code of a failure', async () => {
    const { connect, at } = fakeWorkers();
    const sent = createClient(connect).send({ type: 'start' });
    at(0).handlers.message({ type: 'failed', id: 1, message: 'Load a recipe first.', code: 'superseded' });
    await expect(sent).rejects.toEqual(new CommandFailed('Load a recipe first.', 'superseded'));
    await expect(sent).rejects.toMatchObject({ code: 'superseded' });
  });

  it('hands events, but no replies, to its listeners until they leave', () => {
    const { connect, at } = fakeWorkers();
    const client = createClient(connect);
    void client.send({ type: 'start' });
    const seen: ClientEvent[] = [];
    const leave = client.subscribe((event) => seen.push(event));
    const event = { type: 'preview', step: 1, shape: [1, 2], samples: new Float32Array(2), labels: null } as const;
    at(0).handlers.message(event);
    at(0).handlers.message({ type: 'done', id: 1 });
    leave();
    at(0).handlers.message(event);
    expect(seen).toEqual([event]);
  });

  it('fails what was open when the worker crashes, tells so, and starts a new worker for the next command', async () => {
    const { connect, at, count } = fakeWorkers();
    const client = createClient(connect);
    const seen: ClientEvent[] = [];
    client.subscribe((event) => seen.push(event));
    const lost = client.send({ type: 'start' });
    at(0).handlers.crash('out of memory');
    await expect(lost).rejects.toThrow('stopped unexpectedly (out of memory)');
    expect(seen).toMatchObject([{ type: 'crashed' }]);
    expect(at(0).closed).toBe(true);

    const next = client.send({ type: 'start' });
    expect(count()).toBe(2);
    at(0).handlers.message({ type: 'done', id: 2 });
    at(1).handlers.message({ type: 'done', id: 2 });
    expect((await next).id).toBe(2);
  });
});

describe('whyNoWebGpu', () => {
  const gpu = (answer: () => Promise<GPUAdapter | null>) => ({ requestAdapter: answer }) as unknown as GPU;
  it('tells apart the reasons', async () => {
    expect(await whyNoWebGpu(undefined, true)).toMatch(/does not offer WebGPU/);
    expect(await whyNoWebGpu(undefined, false)).toMatch(/https, or from localhost/);
    expect(await whyNoWebGpu(gpu(async () => null), true)).toMatch(/no graphics card/);
    expect(await whyNoWebGpu(gpu(() => Promise.reject(new Error('blocked'))), true)).toMatch(/failed: blocked/);
    expect(await whyNoWebGpu(gpu(async () => ({}) as unknown as GPUAdapter), true)).toBeNull();
  });
});
