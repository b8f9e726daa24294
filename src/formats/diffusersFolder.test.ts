import { describe, expect, it } from 'vitest';
import { DIFFUSERS_FILES, type DiffusersScheduler, readDiffusersFolder, writeDiffusersFolder } from './diffusersFolder.ts';
import { readSafetensors, type Tensor, writeSafetensors } from './safetensors.ts';

const tensor = (...numbers: number[]): Tensor => ({ shape: [numbers.length], data: Float32Array.from(numbers) });
const average = new Map([['conv_in.bias', tensor(0.1, -3e-8)], ['time_embedding.linear_1.bias', tensor(7)]]);
const training = new Map([['value.conv_in.bias', tensor(0.2, 4)], ['moment1.conv_in.bias', tensor(1e-30, 0)]]);
const recipe = { version: 1, name: 'x' };
const model = { step: 12, unetConfig: { sample_size: 8, in_channels: 1 }, average, training };
const scheduler: DiffusersScheduler = { sampler: 'ddim', betas: Float64Array.of(0.125, 0.5, 1), prediction: 'v' };

const from = (files: ReadonlyMap<string, Uint8Array>) => async (path: string): Promise<Uint8Array | null> => files.get(path) ?? null;
const text = (files: ReadonlyMap<string, Uint8Array>, path: string): unknown => JSON.parse(new TextDecoder().decode(files.get(path)));

describe('a diffusers folder', () => {
  const files = writeDiffusersFolder(model, recipe, scheduler);

  it('has the files of a pipeline as diffusers names and fills them', () => {
    expect([...files.keys()].toSorted()).toEqual(Object.values(DIFFUSERS_FILES).toSorted());
    expect(text(files, 'model_index.json')).toMatchObject({ _class_name: 'DDIMPipeline', unet: ['diffusers', 'UNet2DModel'], scheduler: ['diffusers', 'DDIMScheduler'] });
    expect(text(files, 'recipe.json')).toEqual(recipe);
    expect(text(files, 'unet/config.json')).toMatchObject({ _class_name: 'UNet2DModel', sample_size: 8, in_channels: 1 });
    expect(text(files, 'scheduler/scheduler_config.json')).toMatchObject({
      _class_name: 'DDIMScheduler', num_train_timesteps: 3, trained_betas: [0.125, 0.5, 1], prediction_type: 'v_prediction', clip_sample: false,
      rescale_betas_zero_snr: false, timestep_spacing: 'trailing', set_alpha_to_one: true,
    });
    const { metadata, tensors } = readSafetensors(files.get('unet/diffusion_pytorch_model.safetensors') ?? new Uint8Array(0));
    expect(metadata).toEqual({ format: 'pt', step: '12' });
    expect(tensors).toEqual(average);
  });
  it.each([['ddpm', 'epsilon', 'DDPM', 'epsilon'], ['ddim', 'x0', 'DDIM', 'sample']] as const)('says %s and %s as diffusers does', (sampler, prediction, name, type) => {
    const other = writeDiffusersFolder(model, recipe, { ...scheduler, sampler, prediction });
    expect(text(other, 'model_index.json')).toMatchObject({ _class_name: `${name}Pipeline` });
    expect(text(other, 'scheduler/scheduler_config.json')).toMatchObject({ _class_name: `${name}Scheduler`, prediction_type: type });
  });
  it('comes back as it was, bit by bit', async () => {
    expect(await readDiffusersFolder(from(files))).toEqual({ ...model, unetConfig: { _class_name: 'UNet2DModel', _diffusers_version: '0.34.0', ...model.unetConfig } });
  });
  it('may be without what training needs, and in half precision', async () => {
    const shipped = writeDiffusersFolder({ ...model, training: null }, recipe, scheduler, 'F16');
    expect(shipped.has(DIFFUSERS_FILES.training)).toBe(false);
    const read = await readDiffusersFolder(from(shipped));
    expect(read.training).toBeNull();
    expect([...read.average.get('conv_in.bias')?.data ?? []]).toEqual([0.0999755859375, Math.fround(-5.960464477539063e-8)]);
  });
  it.each<[string, string, Uint8Array | null, string]>([
    ['a broken configuration', DIFFUSERS_FILES.config, new TextEncoder().encode('{'), 'unet/config.json: this is not JSON'],
    ['no weights', DIFFUSERS_FILES.weights, null, 'has no unet/diffusion_pytorch_model.safetensors; it is incomplete'],
    ['broken weights', DIFFUSERS_FILES.weights, new Uint8Array(3), 'unet/diffusion_pytorch_model.safetensors: This is not a safetensors file'],
    ['weights of no step', DIFFUSERS_FILES.weights, writeSafetensors(average), 'gives the step as "nothing"'],
    ['another checkpoint\'s state', DIFFUSERS_FILES.training, writeSafetensors(training, { step: '13' }), 'mixes two checkpoints'],
    ['no configuration', DIFFUSERS_FILES.config, null, 'has no unet/config.json'],
    ['a configuration that is none', DIFFUSERS_FILES.config, new TextEncoder().encode('7'), 'unet/config.json: this is not a JSON object'],
  ])('is refused with %s', async (_, path, bytes, sentence) => {
    const broken = new Map(files);
    if (bytes === null) broken.delete(path);
    else broken.set(path, bytes);
    await expect(readDiffusersFolder(from(broken))).rejects.toThrow(sentence);
  });
});
