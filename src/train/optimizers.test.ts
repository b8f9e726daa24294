import { describe, expect, it } from 'vitest';
import { allocateStorage } from '../engine/program.ts';
import { readFloats } from '../gpu/readback.ts';
import { useGpu } from '../node/operationCheck.ts';
import { at } from '../ops/operation.ts';
import { adagrad } from '../ops/reference/adagrad.ts';
import { adamw } from '../ops/reference/adamw.ts';
import { Array64 } from '../ops/reference/array64.ts';
import { lion } from '../ops/reference/lion.ts';
import { muon } from '../ops/reference/muon.ts';
import { orthogonalise } from '../ops/reference/orthogonalise.ts';
import { rmsprop } from '../ops/reference/rmsprop.ts';
import { sgd } from '../ops/reference/sgd.ts';
import { squaredNorm } from '../ops/reference/squaredNorm.ts';
import { type StepValues, ZERO_STEP } from '../ops/stepUniform.ts';
import { cosineSum, gradientAt, initialValue, witness, type WitnessCase, witnessParameters } from './fixtures/optimizers.ts';
import { appendOptimizer, muonMatrices, optimizerArenas, optimizerKinds, optimizerNotes, type OptimizerSettings } from './optimizers.ts';
import { compileWired, Wiring } from './wiring.ts';

const held = useGpu();
const STEPS = 10;
const { length } = witness;
const named = witness.cases.map((one, i): [string, WitnessCase] => [`case ${i}, ${one.kind}, weight decay ${one.options.weightDecay}, clipped at ${one.clipNorm}`, one]);

const settingsOf = ({ kind, options, clipNorm }: WitnessCase): OptimizerSettings => ({ kind, ...options, clipNorm });

const stepValues = ({ learningRate, options: { beta1, beta2 } }: WitnessCase, step: number): StepValues => ({
  ...ZERO_STEP, step, learning_rate: learningRate, ema_decay: 0.5, moment1_correction: 1 / (1 - beta1 ** (step + 1)), moment2_correction: 1 / (1 - beta2 ** (step + 1)),
});

const startOf = (settings: OptimizerSettings): Array64[] => optimizerArenas(settings).map((name) => (name === 'value' || name === 'average' ? initialValue : new Array64([length])));

/** One step of the float64 reference. */
function referenceStep(settings: OptimizerSettings, arenas: readonly Array64[], step: StepValues): Array64[] {
  const attributes = { ...settings, step };
  switch (settings.kind) {
    case 'sgd': return sgd(attributes, ...arenas);
    case 'adam': return adamw({ ...attributes, coupled: true }, ...arenas);
    case 'adamw': return adamw(attributes, ...arenas);
    case 'rmsprop': return rmsprop(attributes, ...arenas);
    case 'adagrad': return adagrad({ ...attributes, initial: settings.initialAccumulator }, ...arenas);
    case 'lion': return lion(attributes, ...arenas);
    case 'muon': {
      const directed = arenas.map((arena) => arena.map((value) => value));
      const [norm] = squaredNorm(null, at(arenas, 1));
      if (!norm) throw new Error('There is one norm.');
      for (const { offset, rows, columns } of muonMatrices(witnessParameters)) {
        const [gradient, moment1, moment2] = [1, 2, 3].map((place) => new Array64([rows, columns], at(directed, place).data.slice(offset, offset + rows * columns)));
        if (!gradient || !moment1 || !moment2) throw new Error('A matrix has three parts.');
        orthogonalise({ ...settings, scale: settings.muonScale, rows, columns }, norm, gradient, moment1, moment2)
          .forEach((part, place) => at(directed, place + 1).data.set(part.data, offset));
      }
      return muon(attributes, norm, ...directed);
    }
  }
}

/** Ten steps of the reference; `stored` is done to each number of an arena before and after a step. */
function referenceRun(one: WitnessCase, stored: (value: number) => number = (value) => value): { sums: number[]; value: Array64 } {
  const settings = settingsOf(one);
  let arenas = startOf(settings).map((arena) => arena.map(stored));
  const sums = Array.from({ length: STEPS }, (_, step) => {
    const before = arenas.map((arena, place) => (place === 1 ? gradientAt(at(arenas, 0), step).map(stored) : arena));
    arenas = referenceStep(settings, before, stepValues(one, step)).map((arena) => arena.map(stored));
    return cosineSum(at(arenas, 0));
  });
  return { sums, value: at(arenas, 0) };
}

/** Ten steps of the kernels, each on the gradient at its own weights. */
async function kernelRun(one: WitnessCase): Promise<Array64> {
  const { gpu } = held;
  const settings = settingsOf(one);
  const names = optimizerArenas(settings);
  const wiring = new Wiring();
  appendOptimizer(wiring, settings, { parameters: witnessParameters, arenaLength: length });
  const buffers = await allocateStorage(gpu, names.map((name) => ({ label: name, bytes: 4 * length })));
  const bufferOf = (name: string): GPUBuffer => at(buffers, names.findIndex((candidate) => candidate === name));
  try {
    const program = await compileWired(gpu, wiring, bufferOf);
    try {
      startOf(settings).forEach((arena, place) => gpu.device.queue.writeBuffer(at(buffers, place), 0, Float32Array.from(arena.data)));
      let value = initialValue;
      for (let step = 0; step < STEPS; step += 1) {
        gpu.device.queue.writeBuffer(bufferOf('gradient'), 0, Float32Array.from(gradientAt(value, step).data));
        program.submit([stepValues(one, step)]);
        value = new Array64([length], await readFloats(gpu, bufferOf('value'), 0, length));
      }
      return value;
    } finally {
      program.destroy();
    }
  } finally {
    for (const buffer of buffers) gpu.ledger.free(buffer);
  }
}

describe(`ten steps beside PyTorch ${witness.torch}`, () => {
  it.each(named)('reference: %s', (_, one) => {
    const { sums, value } = referenceRun(one);
    // Float64 on both sides; Newton-Schulz makes roundings up to 3.4445^5 = 485 times as large, in each step.
    const allowed = one.kind === 'muon' ? 1e-9 : 1e-12;
    sums.forEach((sum, step) => expect(Math.abs(sum - at(one.sums, step)), `after step ${step}: ${sum}, PyTorch ${one.sums[step]}`).toBeLessThan(allowed));
    one.weights.forEach((weights, k) => weights.forEach((weight, i) => expect(Math.abs(at([...value.data], at(witnessParameters, k).offset + i) - weight)).toBeLessThan(allowed)));
  });

  it.each(named)('kernels: %s', async (_, one) => {
    const value = await kernelRun(one);
    // How much float32 matters here: the reference with each number that is kept rounded to float32 before and after each
    // step. A kernel rounds about twenty times between, Muon's some hundred times; roundings add up as their square root,
    // and chance is allowed four times that.
    const rounded = referenceRun(one, Math.fround).value;
    const unit = Math.max(...rounded.zip(referenceRun(one).value, (a, b) => Math.abs(a - b)).data);
    const allowed = 4 * Math.sqrt(one.kind === 'muon' ? 200 : 20) * unit;
    expect(allowed).toBeLessThan(1e-3);
    one.weights.forEach((weights, k) => weights.forEach((weight, i) => {
      const got = at([...value.data], at(witnessParameters, k).offset + i);
      expect(Math.abs(got - weight), `parameter ${k}, number ${i}: ${got}, PyTorch ${weight}`).toBeLessThan(allowed);
    }));
    for (const gap of [24, 63, 88, 131, 191]) expect(value.data[gap]).toBe(0);
  });

  it('has every kind, with some steps clipped and some not', () => {
    expect(new Set(witness.cases.map(({ kind }) => kind))).toEqual(new Set(optimizerKinds));
    for (const { clipNorm, norms } of witness.cases.filter((one) => one.clipNorm > 0)) {
      expect(Math.max(...norms)).toBeGreaterThan(clipNorm);
      expect(Math.min(...norms)).toBeLessThan(clipNorm);
    }
  });
});

describe('optimizers', () => {
  const settings: OptimizerSettings = {
    kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, clipNorm: 1, momentum: 0.9, nesterov: false, smoothing: 0.99, centred: false, initialAccumulator: 0, muonScale: 'adamw',
  };

  it.each<[Partial<OptimizerSettings>, string]>([
    [{ kind: 'sgd', momentum: 0 }, ''], [{ kind: 'sgd' }, 'moment1'], [{ kind: 'adam' }, 'moment1 moment2'], [{ kind: 'adamw' }, 'moment1 moment2'], [{ kind: 'lion' }, 'moment1'],
    [{ kind: 'adagrad' }, 'moment2'], [{ kind: 'rmsprop', momentum: 0 }, 'moment2'], [{ kind: 'rmsprop', centred: true }, 'moment1 moment2 moment3'], [{ kind: 'muon' }, 'moment1 moment2'],
  ])('%j keep the moments that they use alone, and as many as their operations take', (changed, moments) => {
    const wanted = ['value', 'gradient', ...moments.split(' ').filter(Boolean), 'average', 'average2'];
    expect(optimizerArenas({ ...settings, ...changed }, 2)).toEqual(wanted);
    const wiring = new Wiring();
    appendOptimizer(wiring, { ...settings, ...changed }, { parameters: witnessParameters, arenaLength: length }, { averages: 2 });
    expect(wiring.graph.nodes.at(-1)?.outputs.map(({ name }) => name)).toEqual(wanted);
  });

  it('give Muon the matrices between the first and the last layer, convolutions as [kernel^2 * inputs, outputs]', () => {
    const parameters = [
      { name: 'in.weight', shape: [10, 32], offset: 0 }, { name: 'conv_in.weight', shape: [3, 3, 1, 32], offset: 320 }, { name: 'hidden.0.weight', shape: [32, 48], offset: 640 },
      { name: 'hidden.0.bias', shape: [48], offset: 2176 }, { name: 'mid.conv1.weight', shape: [3, 3, 8, 16], offset: 2240 }, { name: 'out.weight', shape: [48, 2], offset: 3392 },
    ];
    expect(muonMatrices(parameters)).toEqual([{ offset: 640, rows: 32, columns: 48 }, { offset: 2240, rows: 72, columns: 16 }]);
  });

  it('explain Nesterov without momentum', () => {
    expect(optimizerNotes({ ...settings, kind: 'sgd', nesterov: true })).toEqual([]);
    expect(optimizerNotes({ ...settings, kind: 'sgd', nesterov: true, momentum: 0 })[0]).toContain('which is 0');
  });
});
