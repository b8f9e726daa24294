import { elements } from '../../ops/operation.ts';
import { randomStream } from '../../random/randomStream.ts';
import { currentName, fromPyTorch, toPyTorch } from './parameterNames.ts';
import type { UNet2D, UNetParameter } from './unet2d.ts';

/** A tensor of a file, row-major float32, in PyTorch's shape. */
export interface FileTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const WEIGHT_STREAM = 0xf2;

/**
 * The tensors of a diffusers file, laid out as the kernels want them. Attention's older names are understood; older 1x1
 * convolutions in attention's place ([C, C, 1, 1]) too.
 * @throws a sentence naming the tensor that is missing, unknown or of another shape.
 */
export function readUNetWeights(model: UNet2D, tensors: ReadonlyMap<string, FileTensor>): Map<string, Float32Array> {
  const named = new Map([...tensors].map(([name, tensor]) => [currentName(name), { name, tensor }] as const));
  const read = new Map(model.parameters.map((parameter) => {
    const found = named.get(parameter.name);
    if (!found) throw new Error(`The model file has no tensor "${parameter.name}"; its config.json describes another model, or the file is incomplete.`);
    named.delete(parameter.name);
    return [parameter.name, fromPyTorch(parameter.kind, parameter.theirShape, fitting(parameter, found.name, found.tensor))] as const;
  }));
  const [left] = named.values();
  if (left) throw new Error(`The model file has a tensor "${left.name}" that the model of its config.json does not have.`);
  return read;
}

function fitting({ theirShape }: UNetParameter, name: string, { shape, data }: FileTensor): Float32Array {
  const bare = [...shape];
  while (bare.length > theirShape.length && bare.at(-1) === 1) bare.pop();
  if (bare.join() !== theirShape.join()) throw new Error(`"${name}" in the model file is [${shape.join(', ')}], but config.json asks for [${theirShape.join(', ')}].`);
  return data;
}

/** The inverse of `readUNetWeights`, under today's names. */
export function writeUNetWeights(model: UNet2D, values: ReadonlyMap<string, Float32Array>): Map<string, FileTensor> {
  return new Map(model.parameters.map(({ name, kind, theirShape }) => {
    const value = values.get(name);
    if (!value) throw new Error(`There are no values for "${name}".`);
    return [name, { shape: theirShape, data: toPyTorch(kind, theirShape, value) }] as const;
  }));
}

/**
 * Fresh parameters as PyTorch starts them: weights and biases of convolutions and linear layers uniform in
 * +-1/sqrt(inputs), norms at one and zero, embeddings standard normal. Each parameter has a stretch of the seed's stream.
 */
export function initialUNetWeights(model: UNet2D, seed: number): Map<string, Float32Array> {
  const random = randomStream(seed, WEIGHT_STREAM);
  let inputs = 1;
  return new Map(model.parameters.map(({ name, kind, theirShape }) => {
    const values = new Float32Array(elements(theirShape));
    if (kind !== 'plain') inputs = elements(theirShape.slice(1));
    if (name.startsWith('class_embedding')) return [name, random.fillNormal(values)] as const;
    if (/norm\w*\.(weight|bias)$/.test(name)) return [name, values.fill(name.endsWith('weight') ? 1 : 0)] as const;
    // A bias follows its weight and shares its bound.
    return [name, values.map(() => (2 * random.uniform() - 1) / Math.sqrt(inputs))] as const;
  }));
}
