import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIFFUSERS_FILES } from '../formats/diffusersFolder.ts';
import { readNpy } from '../formats/npy.ts';
import { readSafetensors } from '../formats/safetensors.ts';
import { cli, type Ended, lossesOf, testAdapter, trainingLines } from './cliProcess.ts';

const folder = mkdtempSync(join(tmpdir(), 'playground-pictures-cli-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const at = (name: string): string => join(folder, name);

/** The smallest network that there is: each command compiles its shaders anew. */
const recipe = {
  name: 'smallest', data: { kind: 'digits', size: 8, count: 80, classes: [1, 4, 7], heldOut: 0.1 }, schedule: { timesteps: 10 },
  model: { blockChannels: [8], attention: [false], layersPerBlock: 1, normGroups: 4 }, training: { batch: 4, steps: 100, seed: 3 }, sampling: { steps: 2, count: 4 },
};
const file = at('recipe.json');
let adapter = '';
const run = async (...words: string[]): Promise<Ended> => {
  const ended = await cli(words, { adapter });
  expect({ status: ended.status, err: ended.err }).toMatchObject({ status: 0 });
  return ended;
};
let whole: Ended;
let parts: Ended[];

beforeAll(async () => {
  writeFileSync(file, JSON.stringify(recipe));
  adapter = await testAdapter();
  const [first, trained] = await Promise.all([run('train', file, '--steps', '2', '--out', at('half')), run('train', file, '--steps', '5', '--out', at('whole'))]);
  whole = trained;
  parts = [first, await run('train', file, '--steps', '3', '--init', at('half'), '--out', at('rest'))];
});

describe('train', () => {
  it('writes a diffusers folder and goes on from it as if it had never stopped, bit by bit', () => {
    expect(trainingLines(whole.out).at(-1)).toMatchObject({ done: true, step: 5 });
    expect(parts.flatMap(({ out }) => lossesOf(out))).toEqual(lossesOf(whole.out));
    for (const path of Object.values(DIFFUSERS_FILES)) expect(readFileSync(join(at('rest'), path)), path).toEqual(readFileSync(join(at('whole'), path)));
    const { tensors, metadata } = readSafetensors(readFileSync(join(at('whole'), DIFFUSERS_FILES.weights)));
    expect(metadata).toEqual({ format: 'pt', step: '5' });
    expect(tensors.get('conv_in.weight')?.shape).toEqual([8, 1, 3, 3]);
  });
  it('keeps a log of how the checkpoint came about', () => {
    const log = JSON.parse(readFileSync(join(at('rest'), 'training_log.json'), 'utf8')) as unknown[];
    expect(log).toMatchObject([{ fromStep: 0, toStep: 2 }, { fromStep: 2, toStep: 5, command: `npm run -s cli -- train ${file} --steps 3 --init ${at('half')} --out ${at('rest')}` }]);
  });
});

describe('sample', () => {
  it('writes pictures NCHW, frame by frame where asked', async () => {
    await run('sample', at('whole'), '--trajectory', '--label', '2', '--guidance', '2', '--count', '3', '--out', at('film.npy'));
    const { shape, data } = readNpy(readFileSync(at('film.npy')));
    expect(shape).toEqual([3, 3, 1, 8, 8]);
    expect(data.every(Number.isFinite)).toBe(true);
    // The first frame is noise of variance 1 in the units of the model, which are those of the file: 192 numbers, five deviations.
    const start = Float64Array.from(data.slice(0, 192));
    expect(Math.abs(start.reduce((sum, value) => sum + value ** 2, 0) / 192 - 1)).toBeLessThan(5 * Math.sqrt(2 / 192));
  });
});

describe('ship', () => {
  it('writes finished weights in half precision, judged as they are, and says how they were made', async () => {
    const { out } = await run('ship', at('rest'), '--count', '12', '--classifier-steps', '20', '--out', at('models/smallest'));
    const judged = JSON.parse(out) as Record<string, unknown>;
    expect(judged).toMatchObject({ model: 'smallest', count: 12, trainedSteps: 5, sampler: 'ddim', steps: 2, label: 'each', classifier: { heldOutCount: 8, steps: 20 }, slicedWasserstein: { count: 12, of: 'classifier features' }, byClass: [{ name: '1', count: 4 }, { name: '4', count: 4 }, { name: '7', count: 4 }] });
    expect(judged['recognised']).toBeGreaterThanOrEqual(0);
    const bytes = (name: string): number => readFileSync(join(name, DIFFUSERS_FILES.weights)).length;
    expect(bytes(at('models/smallest'))).toBeLessThan(0.7 * bytes(at('rest')));
    const readme = readFileSync(join(at('models/smallest'), 'README.md'), 'utf8');
    for (const text of ['# smallest', 'after 5 steps', '--steps 3 --init', 'steps 3 to 5', 'its seed is 3', 'recognised as their class', 'held-out pictures rightly']) expect(readme).toContain(text);
  });
});

describe('wrong use and broken folders end with a sentence', () => {
  const fails = async (words: readonly string[], status: number, sentence: string): Promise<void> => {
    const ended = await cli(words, { adapter });
    expect(ended.err).toContain(sentence);
    expect({ ...ended, err: '' }).toEqual({ status, out: '', err: '' });
  };
  const broken = (name: string, change: (path: string) => void): string => {
    cpSync(at('whole'), at(name), { recursive: true });
    change(at(name));
    return at(name);
  };
  it('of classes', async () => {
    await fails(['sample', at('whole'), '--out', 'x.npy', '--label', '3'], 2, '--label is "3"; it takes each, none, or the number of a class from 0 to 2.');
    await fails(['sample', at('whole'), '--out', 'x.npy', '--guidance', '-1'], 2, '--guidance is "-1"; it takes a number from 0 to');
  });
  it('of checkpoints', async () => {
    await fails(['evaluate', broken('elsewhere', (path) => { rmSync(join(path, 'recipe.json')); })], 1, 'is a diffusers folder that was not made here');
    await fails(['evaluate', broken('cut', (path) => { rmSync(join(path, DIFFUSERS_FILES.weights)); })], 1, 'The checkpoint has no unet/diffusion_pytorch_model.safetensors; it is incomplete.');
    await fails(['evaluate', broken('mixed', (path) => { cpSync(join(at('half'), DIFFUSERS_FILES.training), join(path, DIFFUSERS_FILES.training)); })], 1, 'mixes two checkpoints');
    await fails(['ship', at('whole'), '--out', at('half')], 2, 'holds a checkpoint from which training can go on');
    const colour = at('colour.json');
    writeFileSync(colour, JSON.stringify({ ...recipe, data: { ...recipe.data, colour: 'colour' } }));
    await fails(['train', colour, '--init', at('whole'), '--out', at('none')], 2, 'differ in data.colour');
  });
});
