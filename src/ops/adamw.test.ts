import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { checkUpdate } from '../node/updateCheck.ts';
import { adamw, type AdamWAttributes } from './adamw.ts';
import { at } from './operation.ts';
import * as reference from './reference/adamw.ts';
import { Array64 } from './reference/array64.ts';

const held = useGpu();
const defaults: AdamWAttributes = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01, clipNorm: 1 };

const stepValues = (n: number, { beta1, beta2 }: AdamWAttributes) => ({
  learning_rate: Math.fround(2e-3), moment1_correction: 1 / (1 - beta1 ** n), moment2_correction: 1 / (1 - beta2 ** n), ema_decay: Math.fround(Math.min(0.99, n / (9 + n))),
});

/** value, gradient, moments and average of a run under way. */
function arenas(length: number): Array64[] {
  const gradient = randomArray([length], 2);
  return [randomArray([length], 1), gradient, randomArray([length], 3).map((m) => Math.fround(0.1 * m)), randomArray([length], 4).map((v) => Math.fround(0.01 * v * v + 1e-4)), randomArray([length], 5)];
}

/**
 * Allowances of one step from the same float32 numbers. The norm is a chain of at most COUNT / (PARTS * 64) + 64 + PARTS
 * additions of 4-term sums; a square root halves that, and square root and division are good to 2.5 units (5 half units).
 */
function allowances(before: readonly Array64[], after: readonly Array64[], attributes: AdamWAttributes, step: ReturnType<typeof stepValues>): Array64[] {
  const [value, gradient, moment1, moment2, average] = [at(before, 0), at(before, 1), at(before, 2), at(before, 3), at(before, 4)];
  const count = gradient.data.length / 4;
  const parts = Math.min(256, Math.ceil(count / 1024));
  const clipError = attributes.clipNorm === 0 ? 0 : (Math.ceil(count / (64 * parts)) + 64 + parts + 8) / 2 + 12;
  const unit = (size: number): number => UNIT_ROUNDOFF * size;
  const clipped = gradient.map((_, i) => ((at(after, 2).data[i] ?? 0) - attributes.beta1 * (moment1.data[i] ?? 0)) / (1 - attributes.beta1));
  const errors = value.map(() => 0);
  const first = moment1.map((m, i) => {
    const g = Math.abs(clipped.data[i] ?? 0);
    return unit(3 * Math.abs(attributes.beta1 * m) + (4 + clipError) * (1 - attributes.beta1) * g);
  });
  const second = moment2.map((v, i) => unit(3 * attributes.beta2 * v + (7 + 2 * clipError) * (1 - attributes.beta2) * (clipped.data[i] ?? 0) ** 2));
  const next = errors.map((_, i) => {
    const [m, v] = [at(after, 2).data[i] ?? 0, at(after, 3).data[i] ?? 0];
    const root = Math.sqrt(v * step.moment2_correction);
    const update = m * step.moment1_correction / (root + attributes.epsilon);
    const updateError = Math.abs(update) * ((first.data[i] ?? 0) / Math.max(Math.abs(m), 1e-300) + (second.data[i] ?? 0) / (2 * v) + unit(20));
    const old = value.data[i] ?? 0;
    return step.learning_rate * (updateError + unit(4 * attributes.weightDecay * Math.abs(old) + 3 * Math.abs(update))) + unit(2 * Math.abs(old));
  });
  const mean = next.map((error, i) => {
    const [old, now] = [Math.abs(average.data[i] ?? 0), Math.abs(at(after, 0).data[i] ?? 0)];
    return (1 - step.ema_decay) * error + unit(3 * old + 4 * now);
  });
  return [next, errors, first, second, mean];
}

const names = ['value', 'd_value', 'moment1', 'moment2', 'average'];

describe('adamw', () => {
  const cases: [string, number, Partial<AdamWAttributes>][] = [
    ['one vec4', 4, {}], ['31 vec4s', 124, {}], ['65 vec4s', 260, {}], ['one part and one vec4', 4100, {}], ['many parts', 70_004, {}],
    ['no clipping', 260, { clipNorm: 0 }], ['a norm below the clip', 260, { clipNorm: 1000 }], ['no weight decay', 260, { weightDecay: 0 }],
    ['other betas', 260, { beta1: 0, beta2: 0.9 }], ['a large epsilon', 260, { epsilon: 0.1 }],
    ['watched, with clipping', 4100, { skipBadSteps: true }], ['watched, without clipping', 4100, { skipBadSteps: true, clipNorm: 0 }],
  ];
  it.each(cases)('%s: one step is the reference', async (_, length, changed) => {
    const attributes = { ...defaults, ...changed };
    const step = stepValues(7, attributes);
    const before = arenas(length);
    const [value, gradient, moment1, moment2, average] = before;
    if (!value || !gradient || !moment1 || !moment2 || !average) throw new Error('Five arenas are needed.');
    const wanted = reference.adamw({ ...attributes, step }, value, gradient, moment1, moment2, average);
    const got = await runSteps(held.gpu, adamw, [], { ...attributes, parameters: length }, { steps: [step], before });
    const allowed = allowances(before, wanted, attributes, step);
    names.forEach((name, arena) => expectClose(at(got, arena), at(wanted, arena), at(allowed, arena), name));
  });

  it.each<[string, number, Partial<AdamWAttributes>]>([
    ['coupled decay: Adam', 4100, { coupled: true }], ['coupled decay, not clipped', 124, { coupled: true, clipNorm: 0 }],
    ['two averages', 260, { averages: 2 }], ['three averages, watched', 4100, { averages: 3, skipBadSteps: true, clipNorm: 0 }],
  ])('%s: one step is the reference', async (_, length, changed) => {
    await checkUpdate(held.gpu, adamw, reference.adamw, { ...defaults, beta2: 0.99, ...changed }, ['moment1', 'moment2'], length);
  });

  it('follows the reference over many steps on a quadratic bowl', async () => {
    // The gradient of (value - goal)^2 / 2 is made on the CPU from the kernel's own value, so that only one step's error counts each time.
    const length = 128;
    const goal = randomArray([length], 6);
    let state = [randomArray([length], 1), ...Array.from({ length: 3 }, () => new Array64([length])), randomArray([length], 1)];
    for (let n = 1; n <= 40; n += 1) {
      const step = { ...stepValues(n, defaults), learning_rate: Math.fround(0.05) };
      const [value, , moment1, moment2, average] = state;
      if (!value || !moment1 || !moment2 || !average) throw new Error('Five arenas are needed.');
      const gradient = value.zip(goal, (here, there) => Math.fround(here - there));
      const before = [value, gradient, moment1, moment2, average];
      const got = await runSteps(held.gpu, adamw, [], { ...defaults, parameters: length }, { steps: [step], before });
      const wanted = reference.adamw({ ...defaults, step }, value, gradient, moment1, moment2, average);
      const allowed = allowances(before, wanted, defaults, step);
      names.forEach((name, arena) => expectClose(at(got, arena), at(wanted, arena), at(allowed, arena), `step ${n}: ${name}`));
      state = got;
    }
    const distance = (to: Array64): number => Math.sqrt(at(state, 0).zip(to, (a, b) => (a - b) ** 2).data.reduce((sum, square) => sum + square, 0));
    // Differences of two normals were 1.1 apart on average; 40 steps of at most about 0.05 close gaps of up to 2.
    expect(distance(goal)).toBeLessThan(0.3 * Math.sqrt(2 * length));
  });

  it('decays weights by the learning rate alone, whatever the gradient: decoupled', async () => {
    const length = 64;
    const value = randomArray([length], 1);
    const zeros = new Array64([length]);
    const step = { ...stepValues(1, defaults), learning_rate: 0.5, ema_decay: 0 };
    const got = await runSteps(held.gpu, adamw, [], { ...defaults, weightDecay: 0.25, parameters: length }, { steps: [step], before: [value, zeros, zeros, zeros, zeros] });
    // 1 - 0.5 * 0.25 = 0.875, with a product and a difference rounded.
    expectClose(at(got, 0), value.map((old) => 0.875 * old), value.map((old) => 2 * UNIT_ROUNDOFF * Math.abs(old)));
    expectClose(at(got, 4), at(got, 0), 0, 'average without memory');
    for (const arena of [1, 2, 3]) expectClose(at(got, arena), zeros, 0, names[arena]);
  });

  it('leaves numbers without gradient and value at zero', async () => {
    // The gaps between parameters in the arena.
    const length = 64;
    const before = arenas(length).map((arena) => arena.map((value, index) => (index % 16 >= 12 ? 0 : value)));
    const steps = [1, 2, 3].map((n) => stepValues(n, defaults));
    const got = await runSteps(held.gpu, adamw, [], { ...defaults, parameters: length }, { steps, before });
    for (const arena of got) arena.data.forEach((value, index) => { if (index % 16 >= 12) expect(value).toBe(0); });
  });

  it.each([
    ['infinite', Infinity, 1], ['not a number', Number.NaN, 1], ['too large to be squared', 1e25, 1],
    ['infinite and not clipped', -Infinity, 0], ['not a number and not clipped', Number.NaN, 0],
  ])('skips a step whose gradient is %s, and the next one is as if it had never been', async (_, bad, clipNorm) => {
    // 4100 numbers have two partial sums; the bad one lies in the second.
    const [length, attributes] = [4100, { ...defaults, clipNorm, skipBadSteps: true }];
    const before = arenas(length).map((arena) => arena.map(Math.fround));
    const broken = before.map((arena, place) => (place === 1 ? arena.map((g, i) => (i === length - 1 ? bad : g)) : arena));
    const got = await runSteps(held.gpu, adamw, [], { ...attributes, parameters: length }, { steps: [stepValues(7, attributes)], before: broken });
    names.forEach((name, place) => expectClose(at(got, place), place === 1 ? new Array64([length]) : at(before, place), 0, name));
  });

  it('lets a bad gradient through when it is not told to skip it, so that the run can tell', async () => {
    const before = arenas(64).map((arena, place) => (place === 1 ? arena.map(() => Number.NaN) : arena));
    const [value] = await runSteps(held.gpu, adamw, [], { ...defaults, clipNorm: 0, parameters: 64 }, { steps: [stepValues(1, defaults)], before });
    expect(value?.data.every(Number.isNaN)).toBe(true);
  });

  it('gives the same bits each time', async () => {
    const run = (): Promise<Array64[]> => runSteps(held.gpu, adamw, [], { ...defaults, parameters: 70_004 }, { steps: [stepValues(1, defaults)], before: arenas(70_004) });
    expect(await run()).toEqual(await run());
  });

  it('keeps one to three averages', async () => {
    await expect(runSteps(held.gpu, adamw, [], { ...defaults, averages: 4, parameters: 8 })).rejects.toThrow('adamw keeps 1, 2 or 3 averages of the weights, not 4.');
  });

  it('works on whole vec4s', async () => {
    await expect(runSteps(held.gpu, adamw, [], { ...defaults, parameters: 6 })).rejects.toThrow('adamw works on arenas whose length is a multiple of 4, not 6.');
  });
});
