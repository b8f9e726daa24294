import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNpy } from './formats/npy.ts';
import { writeSafetensors } from './formats/safetensors.ts';
import { cli, type Ended, lossesOf, trainingLines as lines } from './node/cliProcess.ts';
import { presetNames } from './recipe/presets.ts';
import { parseRecipe } from './recipe/validate.ts';

const folder = mkdtempSync(join(tmpdir(), 'playground-cli-'));
const at = (name: string): string => join(folder, name);

/** Ends with this status and a message that contains this. */
async function fails(words: readonly string[], status: number, sentence: string): Promise<void> {
  const ended = await cli(words);
  expect(ended.err).toContain(sentence);
  expect({ ...ended, err: '' }).toEqual({ status, out: '', err: '' });
}

const small = { name: 'small', data: { kind: 'two-moons', count: 500 }, model: { width: 16, depth: 1, fourierFeatures: 2, timeEmbedding: 4 }, schedule: { timesteps: 20 }, training: { batch: 32, steps: 40 }, sampling: { steps: 5 } };

let trained: Ended;
beforeAll(async () => {
  writeFileSync(at('small.json'), JSON.stringify(small));
  trained = await cli(['train', at('small.json'), '--steps', '20', '--seed', '7', '--out', at('whole')]);
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

describe('presets and recipe', () => {
  it('print names and JSON', async () => {
    expect(await cli(['presets'])).toMatchObject({ status: 0, out: `${presetNames.join('\n')}\n`, err: '' });
    const { status, out } = await cli(['recipe', 'spiral']);
    expect(status).toBe(0);
    expect(parseRecipe(JSON.parse(out))).toMatchObject({ name: 'spiral', data: { kind: 'spiral' } });
  });
});

describe('train', () => {
  it('prints a line for each step and one at the end, and writes a checkpoint', () => {
    expect(trained).toMatchObject({ status: 0 });
    const printed = lines(trained.out);
    expect(printed.map((line) => line.step)).toEqual([...Array.from({ length: 20 }, (_, i) => i + 1), 20]);
    expect(printed.slice(0, -1).every((line) => Number.isFinite(line.loss) && typeof line.stepsPerSecond === 'number')).toBe(true);
    expect(printed.at(-1)).toMatchObject({ done: true, step: 20, loss: printed.at(-2)?.loss });
    expect(printed.at(-1)?.device).not.toBe('');
    for (const file of ['recipe.json', 'model.safetensors', 'training_state.safetensors']) expect(existsSync(join(at('whole'), file))).toBe(true);
    expect(parseRecipe(JSON.parse(readFileSync(join(at('whole'), 'recipe.json'), 'utf8'))).training.seed).toBe(7);
  });
  it('goes on from a checkpoint with the losses of a run that never stopped, bit by bit', async () => {
    const first = await cli(['train', at('small.json'), '--steps', '8', '--seed', '7', '--out', at('half')]);
    const second = await cli(['train', at('small.json'), '--steps', '12', '--init', at('half'), '--out', at('rest')]);
    expect([...lossesOf(first.out), ...lossesOf(second.out)]).toEqual(lossesOf(trained.out));
    for (const file of ['model.safetensors', 'training_state.safetensors']) expect(readFileSync(join(at('rest'), file))).toEqual(readFileSync(join(at('whole'), file)));
  });
  // Windows has no signals to send to another process.
  it.each(process.platform === 'win32' ? [] : ['SIGINT'] as const)('ends on %s with its checkpoint written', async (signal) => {
    const stopped = await cli(['train', at('small.json'), '--steps', '1000000', '--seed', '8', '--out', at('stopped')], { during: (child) => { child.kill(signal); } });
    expect(stopped.status).toBe(0);
    const last = lines(stopped.out).at(-1);
    expect(last?.done).toBe(true);
    expect(last?.step).toBeLessThan(1_000_000);
    expect(lines(stopped.out)[0]?.loss).not.toBe(lines(trained.out)[0]?.loss);
    const on = await cli(['train', at('small.json'), '--steps', '1', '--init', at('stopped'), '--out', at('on')]);
    expect(lines(on.out)[0]?.step).toBe((last?.step ?? 0) + 1);
  });
});

describe('sample and evaluate', () => {
  it('write float32 samples, the same for the same seed, the end of a trajectory among them', async () => {
    const sample = async (name: string, ...words: string[]): Promise<ReturnType<typeof readNpy>> => {
      const { status, out, err } = await cli(['sample', at('whole'), '--steps', '4', '--count', '30', '--out', at(name), ...words]);
      expect({ status, out, err }).toMatchObject({ status: 0, out: '' });
      return readNpy(readFileSync(at(name)));
    };
    const a = await sample('a.npy', '--sampler', 'ddim', '--seed', '3');
    expect(a.shape).toEqual([30, 2]);
    expect(a.data.every(Number.isFinite)).toBe(true);
    expect((await sample('b.npy', '--sampler', 'ddim', '--seed', '3')).data).toEqual(a.data);
    expect((await sample('c.npy', '--sampler', 'ddim', '--seed', '4')).data).not.toEqual(a.data);
    expect((await sample('d.npy', '--sampler', 'ddpm', '--seed', '3')).data).not.toEqual(a.data);
    const whole = await sample('deep/e.npy', '--sampler', 'ddim', '--seed', '3', '--trajectory');
    expect(whole.shape).toEqual([5, 30, 2]);
    expect(whole.data.slice(-60)).toEqual(a.data);
  });
  it('prints the distances', async () => {
    const { status, out } = await cli(['evaluate', '--count', '50', at('whole')]);
    expect(status).toBe(0);
    const { slicedWasserstein2, realAgainstReal, ratio, count } = JSON.parse(out) as Record<string, number>;
    expect(count).toBe(50);
    expect(ratio).toBeCloseTo((slicedWasserstein2 ?? NaN) / (realAgainstReal ?? NaN), 12);
  });
});

describe('wrong use ends with status 2 and a sentence', () => {
  it.each<[string[], string]>([
    [[], 'No command was given.'],
    [['paint'], 'There is no command "paint".'],
    [['export', 'DIR', '--format', 'onnx', '--out', 'x'], 'export is not available yet.'],
    [['recipe', 'moon'], '"moon" is neither a preset nor a recipe file.'],
    [['train', 'rings'], 'train needs --out: the folder to write the checkpoint to.'],
    [['train', 'rings', '--out', 'x', '--steps', '0'], '--steps is "0"; it takes a whole number from 1 to 1000000.'],
    [['train', 'rings', '--out', 'x', '--seed', '-1'], '--seed is "-1"; it takes a whole number from 0 to 4294967295.'],
    [['sample', at('whole'), '--out', 'x.png'], '--out is "x.png"; it takes a file name that ends in .npy.'],
    [['sample', at('whole'), '--out', 'x.npy', '--steps', '21'], '--steps is "21"; it takes a whole number from 1 to 20.'],
    [['sample', at('whole'), '--out', 'x.npy', '--sampler', 'eulerian'], '--sampler is "eulerian"; it takes one of ddpm, ddim,'],
    [['evaluate'], 'evaluate needs a checkpoint folder, or --presets.'],
    [['evaluate', '--presets', 'moon'], 'There is no preset "moon".'],
    [['evaluate', '--presets', 'tiny'], 'The preset "tiny" learns pictures, which --presets does not train.'],
    [['record', 'tiny', '--out', 'x.json'], 'A recording shows points;'],
    [['train', 'rings', '--out', 'x', '--data', 'y'], '--data is for recipes that learn pictures; this one learns points.'],
    [['train', 'tiny', '--out', 'x', '--data', 'y'], '--data is for recipes whose data are of kind "images"; this one\'s are "digits".'],
    [['sample', at('whole'), '--out', 'x.npy', '--label', '1'], '--label is for models that know classes, and this one knows none.'],
    [['ship', at('whole'), '--out', 'x'], 'holds a model of points'],
    [['evaluate', '--count', '50'], 'evaluate needs a checkpoint folder, or --presets.'],
    [['sample', at('whole'), '--out', 'x.npy', '--steps', '20', '--count', '1000000', '--trajectory'], '--count is "1000000"'],
  ])('%j', async (words, sentence) => {
    await fails(words, 2, sentence);
  });
  it('names the bad fields of a recipe file', async () => {
    writeFileSync(at('bad.json'), JSON.stringify({ model: { width: 3 } }));
    await fails(['train', at('bad.json'), '--out', at('none')], 2, 'model.width is 3; it takes a multiple of 16');
    writeFileSync(at('text.json'), 'hello');
    await fails(['recipe', at('text.json')], 2, 'this is not JSON');
    writeFileSync(at('wide.json'), JSON.stringify({ ...small, model: { ...small.model, width: 32 } }));
    await fails(['train', at('wide.json'), '--init', at('whole'), '--out', at('none')], 2, 'differ in model.width');
  });
});

describe('failures end with status 1 and a sentence', () => {
  const broken = (name: string, file: string, content: string | Uint8Array): string => {
    mkdirSync(at(name));
    for (const one of ['recipe.json', 'model.safetensors', 'training_state.safetensors']) writeFileSync(join(at(name), one), one === file ? content : readFileSync(join(at('whole'), one)));
    return at(name);
  };
  it('a folder that is not there or no checkpoint', async () => {
    mkdirSync(at('empty'));
    await fails(['evaluate', at('nowhere')], 1, 'There is no folder');
    await fails(['evaluate', at('empty')], 1, 'is not a checkpoint: it has no recipe.json');
  });
  it('files that are broken', async () => {
    await fails(['evaluate', broken('b1', 'model.safetensors', 'x')], 1, 'This is not a safetensors file');
    await fails(['evaluate', broken('b2', 'recipe.json', '{')], 1, 'this is not JSON');
    await fails(['evaluate', broken('b3', 'training_state.safetensors', writeSafetensors(new Map()))], 1, 'the step as "nothing"');
    await fails(['evaluate', broken('b5', 'training_state.safetensors', writeSafetensors(new Map(), { step: '3' }))], 1, 'mixes two checkpoints');
    const swapped = readFileSync(join(at('whole'), 'training_state.safetensors'));
    await fails(['evaluate', broken('b4', 'model.safetensors', swapped)], 1, 'The checkpoint has no "in.weight"');
  });
  it('a loss that is no number any more, without a checkpoint', async () => {
    const huge = readFileSync(join(at('whole'), 'model.safetensors'));
    const data = 8 + Number(huge.readBigUInt64LE(0));
    for (let offset = data; offset < huge.length; offset += 4) huge.writeFloatLE(3e38, offset);
    const ended = await cli(['train', at('small.json'), '--steps', '50', '--init', broken('huge', 'model.safetensors', huge), '--out', at('wild')]);
    expect(ended.err).toContain('The loss stopped being a number at step');
    expect(ended.status).toBe(1);
    expect(existsSync(join(at('wild'), 'model.safetensors'))).toBe(false);
  });
  it('an output that cannot be written', async () => {
    await fails(['record', at('small.json'), '--out', join(at('nowhere'), 'x.json')], 1, 'cannot be written: it is not there. Choose another with --out.');
    await fails(['train', at('small.json'), '--out', join(at('small.json'), 'below')], 1, 'cannot be written to: a part of its path is a file.');
  });
});
