/** What an ONNX file says of its inputs and outputs, read as a diffusion model's. */
import type { InferenceSession } from 'onnxruntime-web/webgpu';

type Value = InferenceSession.ValueMetadata;
type TensorValue = Extract<Value, { isTensor: true }>;

interface Names {
  readonly sample: string;
  readonly timestep: string;
  readonly output: string;
}

export const timestepTypes = ['float32', 'float64', 'int32', 'int64'] as const;
export type TimestepType = (typeof timestepTypes)[number];

export interface ModelSignature {
  readonly names: Names;
  /** Of one sample, for instance [channels, height, width]. */
  readonly shape: readonly number[];
  /** How many samples every call must have; null for any number. */
  readonly batch: number | null;
  readonly timestepType: TimestepType;
  /** The timestep's dimensions: none, a list of one, or one for each sample. */
  readonly timesteps: 'scalar' | 'one' | 'each';
}

/** As diffusers and Optimum export a UNet2DModel; and as a forward(x, t) is often exported by hand. */
const knownNames: readonly Names[] = [
  { sample: 'sample', timestep: 'timestep', output: 'out_sample' },
  { sample: 'x', timestep: 't', output: 'output' },
];

const wanted = 'wanted are a model with the inputs "sample" and "timestep" and the output "out_sample" (or "x", "t" and "output"), as diffusers exports a UNet2DModel';

/**
 * @param given the shape of one sample, for files that leave it open
 * @throws Error with a sentence that says what was found and what is wanted
 */
export function modelSignature(inputs: readonly Value[], outputs: readonly Value[], given?: readonly number[]): ModelSignature {
  const find = (values: readonly Value[], name: string): Value | undefined => values.find((value) => value.name === name);
  const names = knownNames.find(({ sample, timestep, output }) => find(inputs, sample) && find(inputs, timestep) && find(outputs, output));
  if (!names) throw new Error(`The model has ${listed('input', inputs)} and ${listed('output', outputs)}; ${wanted}.`);
  const others = inputs.filter(({ name }) => name !== names.sample && name !== names.timestep);
  if (others.length > 0) {
    throw new Error(`Beside ${names.sample} and ${names.timestep} the model has ${listed('input', others)}, which a sampler cannot fill; export it without classes, text or other conditions.`);
  }
  const sample = tensor(find(inputs, names.sample), names.sample);
  const output = tensor(find(outputs, names.output), names.output);
  for (const value of [sample, output]) {
    if (value.type !== 'float32') throw new Error(`The model's ${value.name} is ${value.type}; export it in float32.`);
  }
  const shape = sampleShape(sample, given);
  const [batch] = sample.shape;
  // Names of open dimensions say nothing; a file may leave the output's rank open too, which shows as no dimensions at all.
  const fits = output.shape.length === 0 || (output.shape.length === sample.shape.length
    && output.shape.every((size, k) => typeof size === 'string' || size === (k === 0 ? batch : shape[k - 1]) || (k === 0 && typeof batch === 'string')));
  if (!fits) {
    throw new Error(`The model makes ${dims(output.shape)} of ${dims(sample.shape)}; ${names.output} must have the dimensions of ${names.sample}. A model that learned its variance too must be exported without it.`);
  }
  return { names, shape, batch: typeof batch === 'number' ? batch : null, ...timestepOf(tensor(find(inputs, names.timestep), names.timestep), sample) };
}

function sampleShape(sample: TensorValue, given: readonly number[] | undefined): readonly number[] {
  const [, ...own] = sample.shape;
  if (own.length === 0) throw new Error(`The model's ${sample.name} is ${dims(sample.shape)}; wanted are samples one after the other, [N, ...].`);
  if (given && (given.length !== own.length || own.some((size, k) => typeof size === 'number' && size !== given[k]))) {
    throw new Error(`Samples are to be ${dims(given)}, but the model's ${sample.name} is ${dims(sample.shape)}, the first being how many; choose a shape that it takes.`);
  }
  const shape = given ?? own.map((size) => (typeof size === 'number' ? size : 0));
  if (!shape.every((size) => Number.isInteger(size) && size > 0)) {
    throw new Error(`The model's ${sample.name} is ${dims(sample.shape)}, which leaves the shape of a sample open; say it in whole numbers from 1.`);
  }
  return shape;
}

function timestepOf({ name, type, shape }: TensorValue, sample: TensorValue): Pick<ModelSignature, 'timestepType' | 'timesteps'> {
  const timestepType = timestepTypes.find((known) => known === type);
  if (timestepType === undefined) throw new Error(`The model's ${name} is ${type}; wanted is one of ${timestepTypes.join(', ')}.`);
  const [size] = shape;
  if (size === undefined) return { timestepType, timesteps: 'scalar' };
  // A batch of one has both: a list of one.
  if (shape.length === 1 && size === 1) return { timestepType, timesteps: 'one' };
  if (shape.length === 1 && (typeof size === 'string' || size === sample.shape[0])) return { timestepType, timesteps: 'each' };
  throw new Error(`The model's ${name} is ${dims(shape)} beside ${sample.name} of ${dims(sample.shape)}; wanted is one number, or one for each sample.`);
}

function tensor(value: Value | undefined, name: string): TensorValue {
  if (!value?.isTensor) throw new Error(`The model's ${name} is no tensor; ${wanted}.`);
  return value;
}

function listed(kind: string, values: readonly Value[]): string {
  const names = values.map(({ name }) => `"${name}"`).join(', ');
  return values.length === 0 ? `no ${kind}` : `the ${kind}${values.length === 1 ? '' : 's'} ${names}`;
}

function dims(shape: readonly (number | string)[]): string {
  return `[${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`;
}
