import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DIFFUSERS_FILES } from '../formats/diffusersFolder.ts';
import { readSafetensors, writeSafetensors } from '../formats/safetensors.ts';
import { parseRecipe } from '../recipe/validate.ts';
import type { Checkpoint, NamedTensor } from '../train/checkpoint.ts';
import { classesOf, diffusersFiles, readDiffusersCheckpoint } from './diffusersCheckpoint.ts';

/** The network of the fixture, whose file PyTorch wrote with diffusers' own UNet2DModel. */
const recipe = parseRecipe({
  name: 'fixture', data: { kind: 'digits', size: 16, colour: 'grey', conditional: false }, objective: { prediction: 'v' }, schedule: { timesteps: 20 },
  model: { kind: 'unet2d', blockChannels: [8, 16], attention: [false, true], layersPerBlock: 1, headChannels: 8, normGroups: 4 },
});
const theirs = readSafetensors(readFileSync(new URL('../nn/unet2d/fixtures/tiny.safetensors', import.meta.url))).tensors;
const scaled = (prefix: string, factor: number): [string, NamedTensor][] => [...theirs].map(([name, { shape, data }]) => [prefix + name, { shape, data: data.map((value) => factor * value) }]);
const checkpoint: Checkpoint = { recipe, step: 7, model: theirs, state: new Map([...scaled('moment1.', 0.1), ...scaled('moment2.', 1e-9), ...scaled('average.', 0.7)]) };

const from = (files: ReadonlyMap<string, Uint8Array>) => async (path: string): Promise<Uint8Array | null> => files.get(path) ?? null;
const bytesOf = (files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array => files.get(path) ?? new Uint8Array(0);
const jsonOf = (files: ReadonlyMap<string, Uint8Array>, path: string): Record<string, unknown> => JSON.parse(new TextDecoder().decode(bytesOf(files, path))) as Record<string, unknown>;

describe('a checkpoint of pictures as a diffusers folder', () => {
  const files = diffusersFiles(checkpoint);

  it('comes back bit by bit', async () => {
    const read = await readDiffusersCheckpoint(recipe, from(files));
    expect(read).toEqual(checkpoint);
  });
  it('holds the averaged weights under the names and shapes of PyTorch\'s own file', () => {
    const { tensors } = readSafetensors(bytesOf(files, DIFFUSERS_FILES.weights));
    expect(new Map([...tensors].map(([name, { shape }]) => [name, shape]))).toEqual(new Map([...theirs].map(([name, { shape }]) => [name, shape])));
    expect(tensors.get('conv_in.bias')).toEqual(checkpoint.state.get('average.conv_in.bias'));
  });
  it('describes the network as the file of diffusers itself does, and the noise by its betas', () => {
    const config = JSON.parse(readFileSync(new URL('../nn/unet2d/fixtures/config.json', import.meta.url), 'utf8')) as Record<string, unknown>;
    expect(jsonOf(files, DIFFUSERS_FILES.config)).toMatchObject(config);
    const scheduler = jsonOf(files, DIFFUSERS_FILES.scheduler);
    expect(scheduler).toMatchObject({ num_train_timesteps: 20, prediction_type: 'v_prediction' });
    expect(scheduler['trained_betas']).toHaveLength(20);
  });
  it('may be finished: its weights are then the averaged ones, and there is no state', async () => {
    const finished = diffusersFiles(checkpoint, { finished: true, dtype: 'F16' });
    expect(finished.has(DIFFUSERS_FILES.training)).toBe(false);
    const read = await readDiffusersCheckpoint(recipe, from(finished));
    expect(read.state.size).toBe(0);
    const [got, wanted] = [read.model.get('conv_in.bias')?.data ?? [], checkpoint.state.get('average.conv_in.bias')?.data ?? []];
    // Half precision keeps 11 bits.
    for (const [i, value] of Array.from(wanted).entries()) expect(Math.abs((got[i] ?? NaN) - value)).toBeLessThanOrEqual(2 ** -11 * Math.abs(value));
    expect(diffusersFiles(read, { dtype: 'F16' }).get(DIFFUSERS_FILES.weights)).toEqual(finished.get(DIFFUSERS_FILES.weights));
  });
  it('is read with attention\'s older names too', async () => {
    const { tensors, metadata } = readSafetensors(bytesOf(files, DIFFUSERS_FILES.weights));
    const older = new Map([...tensors].map(([name, tensor]) => [name.replace('to_q', 'query').replace('to_k', 'key').replace('to_v', 'value').replace('to_out.0', 'proj_attn'), tensor]));
    expect([...older.keys()]).not.toEqual([...tensors.keys()]);
    const read = await readDiffusersCheckpoint(recipe, from(new Map(files).set(DIFFUSERS_FILES.weights, writeSafetensors(older, metadata))));
    expect(read).toEqual(checkpoint);
  });
  it('whose network is not the recipe\'s is refused', async () => {
    const other = { ...jsonOf(files, DIFFUSERS_FILES.config), layers_per_block: 2 };
    const mixed = new Map(files).set(DIFFUSERS_FILES.config, new TextEncoder().encode(JSON.stringify(other)));
    await expect(readDiffusersCheckpoint(recipe, from(mixed))).rejects.toThrow('they differ in layers_per_block');
  });
  it('knows its classes by the embedding, which has a row for none', () => {
    expect(classesOf(checkpoint)).toBeNull();
    expect(classesOf({ model: new Map([['class_embedding.weight', { shape: [11, 4], data: new Float32Array(44) }]]) })).toBe(10);
  });
});
