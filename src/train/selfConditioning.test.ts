import { expect, it } from 'vitest';
import { readFloats } from '../gpu/readback.ts';
import { UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { add } from '../ops/add.ts';
import { at } from '../ops/operation.ts';
import { Array64 } from '../ops/reference/array64.ts';
import { maskRows } from '../ops/reference/maskRows.ts';
import { scaledAdd } from '../ops/scaledAdd.ts';
import { ZERO_STEP } from '../ops/stepUniform.ts';
import { randomStream } from '../random/randomStream.ts';
import type { Learner } from './learner.ts';
import { MAX_TIMESTEPS, X0_FACTORS } from './runMemory.ts';
import { firstEstimate } from './selfConditioning.ts';
import { compileWired, Wiring } from './wiring.ts';

const held = useGpu();
const BATCH = 9;

it('shows half of the rows the estimate of a first pass, through which no gradient goes', async () => {
  const wiring = new Wiring();
  const shape = [BATCH, 2];
  const weight = wiring.graph.parameter('weight', shape);
  wiring.place(weight, 'weight');
  // The network: (x + weight + estimate) / 2.
  const learner: Pick<Learner, 'network'> = {
    network: ({ graph }, { x, estimate }) => {
      if (!estimate) throw new Error('It is to be shown an estimate.');
      return graph.one(scaledAdd, [graph.one(add, [x, weight], null), estimate], { scale: 0.5 });
    },
  };
  const [x, timesteps, table] = [wiring.input('x', shape), wiring.input('timesteps', [BATCH], 'u32'), wiring.input('table', [1, 2])];
  const question = { x, timesteps, table, labels: null };
  const whole: Learner = {
    ...learner, sampleShape: [2], rows: 1, classes: null, selfConditioned: true, resources: [], parameters: [], arenaLength: 0, arenaParts: [], tableWidth: 2, fixed: new Map(),
    timestepRows: () => new Float32Array(0), initialWeights: () => new Map(), save: () => new Map(), restore: () => new Map(),
    drawBatch: () => { throw new Error('The batch is given.'); },
  };
  const estimate = firstEstimate(wiring, whole, question, () => weight);
  const out = whole.network(wiring, { ...question, estimate }, () => weight, true);
  const shown = wiring.input('shown', shape);
  wiring.graph.write(add, [out, wiring.input('zeros', shape)], null, [shown]);
  wiring.graph.backward(new Map([[out, wiring.input('d_out', shape)]]));
  wiring.place(wiring.graph.gradientOf(weight), 'd_weight');

  const random = (stream: number): Float32Array => randomStream(7, stream).fillNormal(new Float32Array(2 * BATCH));
  const contents = new Map<string, Float32Array | Uint32Array>([
    ['x', random(1)], ['weight', random(2)], ['d_out', random(3)], ['timesteps', Uint32Array.from({ length: BATCH }, (_, row) => row % 3)],
    [X0_FACTORS, new Float32Array(2 * MAX_TIMESTEPS).map((_, i) => [0.5, -0.25, 2, 1, 0, 3][i] ?? 0)],
    ...['shown', 'd_weight', 'zeros', 'table'].map((name) => [name, new Float32Array(2 * BATCH)] as const),
  ]);
  const { gpu } = held;
  const buffers = new Map([...contents].map(([name, data]) => {
    const buffer = gpu.ledger.allocate(name, data.byteLength, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC);
    gpu.device.queue.writeBuffer(buffer, 0, data);
    return [name, buffer] as const;
  }));
  const bufferOf = (name: string): GPUBuffer => {
    const buffer = buffers.get(name);
    if (!buffer) throw new Error(`This test has no memory "${name}".`);
    return buffer;
  };
  const program = await compileWired(gpu, wiring, bufferOf);
  const step = { step: 3, seed: 11 };
  program.submit([{ ...ZERO_STEP, ...step }]);
  const [made, gradient] = [await readFloats(gpu, bufferOf('shown'), 0, 2 * BATCH), await readFloats(gpu, bufferOf('d_weight'), 0, 2 * BATCH)];
  program.destroy();
  for (const buffer of buffers.values()) gpu.ledger.free(buffer);

  const numbers = (name: string): number[] => [...contents.get(name) ?? []];
  const [states, weights, factors] = [numbers('x'), numbers('weight'), numbers(X0_FACTORS)];
  const estimates = states.map((value, i) => {
    const t = Math.floor(i / 2) % 3;
    return (factors[2 * t] ?? 0) * value + (factors[2 * t + 1] ?? 0) * (value + (weights[i] ?? 0)) / 2;
  });
  const masked = at(maskRows({ probability: 0.5, layer: 1, drawn: step }, new Array64(shape, estimates)), 0).data;
  expect([0, 2 * BATCH]).not.toContain(masked.filter((value) => value === 0).length);
  // A dozen roundings of numbers below 4 factors of 3.
  states.forEach((value, i) => expect(Math.abs((made[i] ?? Number.NaN) - (value + (weights[i] ?? 0) + (masked[i] ?? 0)) / 2)).toBeLessThan(12 * 12 * UNIT_ROUNDOFF));
  expect([...gradient]).toEqual(numbers('d_out').map((slope) => slope / 2));
});
