/**
 * A Hugging Face diffusers pipeline folder of an unconditional or class-conditional UNet2DModel: typed values in, named
 * byte files out, and back. Beside what diffusers reads lie the recipe, which others read, and what training needs to go on.
 * Source: huggingface/diffusers, `ConfigMixin.save_config`, `DiffusionPipeline.save_pretrained`, `DDIMScheduler`, `DDPMScheduler`.
 */
import { readSafetensors, type SafetensorsFile, type Tensor, writeSafetensors } from './safetensors.ts';

export const DIFFUSERS_FILES = {
  recipe: 'recipe.json',
  index: 'model_index.json',
  scheduler: 'scheduler/scheduler_config.json',
  config: 'unet/config.json',
  weights: 'unet/diffusion_pytorch_model.safetensors',
  training: 'training_state.safetensors',
} as const;

/** The release of diffusers whose options these are; older ones ignore those that they do not know. */
const VERSION = '0.34.0';

export interface DiffusersScheduler {
  readonly sampler: 'ddpm' | 'ddim';
  /** beta of each timestep as the model was trained with, cleanest first. */
  readonly betas: ArrayLike<number>;
  /** epsilon, x0 or v; any other name is written as it is, so that diffusers refuses what its schedulers would get wrong. */
  readonly prediction: string;
}

export interface DiffusersModel {
  /** Steps trained. */
  readonly step: number;
  /** UNet2DModel's options. */
  readonly unetConfig: object;
  /** The averaged weights, which samples are drawn with: diffusers' names, PyTorch's shapes. */
  readonly average: ReadonlyMap<string, Tensor>;
  /** Weights, moments and the like under names of the caller's; null for a model that is only to be used. */
  readonly training: ReadonlyMap<string, Tensor> | null;
}

const pipelines = { ddpm: ['DDPMPipeline', 'DDPMScheduler'], ddim: ['DDIMPipeline', 'DDIMScheduler'] } as const;
const predictionTypes: Readonly<Record<string, string>> = { epsilon: 'epsilon', x0: 'sample', v: 'v_prediction' };

function json(value: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

/**
 * The files of a folder by their paths in it. The scheduler's file has the betas as they are, so that neither a name of a
 * schedule nor a rescaling is needed to make the noise levels again; timesteps are spaced "trailing".
 * @param dtype of the averaged weights; what training needs stays F32
 */
export function writeDiffusersFolder(model: DiffusersModel, recipe: object, scheduler: DiffusersScheduler, dtype: 'F32' | 'F16' = 'F32'): Map<string, Uint8Array> {
  const [pipeline, schedulerClass] = pipelines[scheduler.sampler];
  const metadata = { step: String(model.step) };
  return new Map([
    [DIFFUSERS_FILES.weights, writeSafetensors(model.average, { format: 'pt', ...metadata }, dtype)],
    ...(model.training === null ? [] : [[DIFFUSERS_FILES.training, writeSafetensors(model.training, metadata)] as const]),
    [DIFFUSERS_FILES.config, json({ _class_name: 'UNet2DModel', _diffusers_version: VERSION, ...model.unetConfig })],
    [DIFFUSERS_FILES.scheduler, json({ _class_name: schedulerClass, _diffusers_version: VERSION, ...schedulerConfig(scheduler) })],
    [DIFFUSERS_FILES.index, json({
      _class_name: pipeline, _diffusers_version: VERSION, scheduler: ['diffusers', schedulerClass], unet: ['diffusers', 'UNet2DModel'],
    })],
    [DIFFUSERS_FILES.recipe, json(recipe)],
  ]);
}

/** All options of the scheduler's constructor, so that nothing hangs on defaults that may change. */
function schedulerConfig({ sampler, betas, prediction }: DiffusersScheduler): object {
  return {
    num_train_timesteps: betas.length, beta_start: betas[0] ?? 0, beta_end: betas[betas.length - 1] ?? 0, beta_schedule: 'linear',
    trained_betas: Array.from(betas), prediction_type: predictionTypes[prediction] ?? prediction, clip_sample: false, clip_sample_range: 1,
    thresholding: false, dynamic_thresholding_ratio: 0.995, sample_max_value: 1, timestep_spacing: 'trailing', steps_offset: 0,
    rescale_betas_zero_snr: false, ...(sampler === 'ddim' ? { set_alpha_to_one: true } : { variance_type: 'fixed_small' }),
  };
}

/**
 * Reads what `writeDiffusersFolder` wrote, but for the recipe; the training file may be missing. Whether the parts fit together beyond their
 * step is for others to say.
 * @param read the bytes of a file of the folder, or null where it has none of that path
 * @throws a sentence that names the file and what is wrong with it
 */
export async function readDiffusersFolder(read: (path: string) => Promise<Uint8Array | null>): Promise<DiffusersModel> {
  const config = parsed(DIFFUSERS_FILES.config, await needed(read, DIFFUSERS_FILES.config));
  if (typeof config !== 'object' || config === null) throw new Error(`${DIFFUSERS_FILES.config}: this is not a JSON object.`);
  const weights = tensors(DIFFUSERS_FILES.weights, await needed(read, DIFFUSERS_FILES.weights));
  const trainingBytes = await read(DIFFUSERS_FILES.training);
  const training = trainingBytes === null ? null : tensors(DIFFUSERS_FILES.training, trainingBytes);
  const step = stepOf(DIFFUSERS_FILES.weights, weights);
  if (training !== null && stepOf(DIFFUSERS_FILES.training, training) !== step) {
    throw new Error(`The folder mixes two checkpoints: ${DIFFUSERS_FILES.weights} is of step ${step}, ${DIFFUSERS_FILES.training} of step ${stepOf(DIFFUSERS_FILES.training, training)}. Writing it was interrupted; use another checkpoint.`);
  }
  return { step, unetConfig: config, average: weights.tensors, training: training?.tensors ?? null };
}

async function needed(read: (path: string) => Promise<Uint8Array | null>, path: string): Promise<Uint8Array> {
  const bytes = await read(path);
  if (bytes === null) throw new Error(`The checkpoint has no ${path}; it is incomplete. Use another checkpoint.`);
  return bytes;
}

function parsed(path: string, bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return value;
  } catch (error) {
    throw new Error(`${path}: this is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function tensors(path: string, bytes: Uint8Array): SafetensorsFile {
  try {
    return readSafetensors(bytes);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function stepOf(path: string, { metadata }: SafetensorsFile): number {
  const text = metadata['step'];
  const step = /^\d{1,15}$/.test(text ?? '') ? Number(text) : NaN;
  if (Number.isNaN(step)) throw new Error(`${path}: its metadata gives the step as "${text ?? 'nothing'}"; it takes a whole number. The file was not made here, or was rewritten.`);
  return step;
}
