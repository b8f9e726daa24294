import type { InferenceSession } from 'onnxruntime-web/webgpu';
import { expect, test } from 'vitest';
import { modelSignature } from './modelSignature.ts';

type Value = InferenceSession.ValueMetadata;

function value(name: string, shape: (number | string)[], type: 'float32' | 'float16' | 'int64' | 'int32' | 'float64' | 'bool' = 'float32'): Value {
  return { name, isTensor: true, type, shape };
}

const sample = value('sample', ['N', 3, 16, 16]);
const timestep = value('timestep', []);
const output = value('out_sample', ['N', 3, 16, 16]);

test('reads the names that diffusers and Optimum give, and x, t and output', () => {
  const signature = { shape: [3, 16, 16], batch: null, timestepType: 'float32', timesteps: 'scalar' };
  expect(modelSignature([sample, timestep], [output])).toEqual({ names: { sample: 'sample', timestep: 'timestep', output: 'out_sample' }, ...signature });
  expect(modelSignature([timestep, sample], [value('more', [1]), value('out_sample', [])])).toMatchObject(signature);
  expect(modelSignature([value('x', [8, 2]), value('t', [8], 'int64')], [value('output', ['?', 2])]))
    .toEqual({ names: { sample: 'x', timestep: 't', output: 'output' }, shape: [2], batch: 8, timestepType: 'int64', timesteps: 'each' });
});

test('reads the timestep in each of its forms', () => {
  const of = (shape: (number | string)[], type: 'int32' | 'float64' = 'int32'): unknown => modelSignature([sample, value('timestep', shape, type)], [output]).timesteps;
  expect([of([]), of([1], 'float64'), of(['steps']), of(['N'])]).toEqual(['scalar', 'one', 'each', 'each']);
  expect(() => of([4])).toThrow("The model's timestep is [4] beside sample of [N, 3, 16, 16]; wanted is one number, or one for each sample.");
  expect(() => modelSignature([sample, value('timestep', [], 'bool')], [output])).toThrow("The model's timestep is bool; wanted is one of float32, float64, int32, int64.");
});

test('an open shape must be said, and must be one that the file takes', () => {
  const open = [value('sample', ['N', 3, 'height', 'width']), timestep];
  expect(modelSignature(open, [output], [3, 16, 16]).shape).toEqual([3, 16, 16]);
  expect(() => modelSignature(open, [output])).toThrow("The model's sample is [N, 3, height, width], which leaves the shape of a sample open");
  expect(() => modelSignature(open, [output], [1, 16, 16])).toThrow('Samples are to be [1, 16, 16]');
  expect(() => modelSignature(open, [output], [3, 16, 0.5])).toThrow('whole numbers from 1');
});

test('what is no diffusion model is refused with what was found and what is wanted', () => {
  expect(() => modelSignature([value('pixels', [1, 3, 8, 8])], [value('logits', [1, 10]), value('features', [1, 4])]))
    .toThrow('The model has the input "pixels" and the outputs "logits", "features"; wanted are a model with the inputs "sample" and "timestep" and the output "out_sample"');
  expect(() => modelSignature([], [])).toThrow('The model has no input and no output; wanted');
  expect(() => modelSignature([sample, timestep, value('encoder_hidden_states', ['N', 77, 768])], [output]))
    .toThrow('Beside sample and timestep the model has the input "encoder_hidden_states", which a sampler cannot fill');
  expect(() => modelSignature([value('sample', ['N', 2], 'float16'), timestep], [output])).toThrow("The model's sample is float16; export it in float32.");
  expect(() => modelSignature([value('sample', []), timestep], [output])).toThrow("The model's sample is []; wanted are samples one after the other");
  expect(() => modelSignature([sample, { name: 'timestep', isTensor: false }], [output])).toThrow("The model's timestep is no tensor; wanted");
  expect(() => modelSignature([sample, timestep], [value('out_sample', ['N', 6, 16, 16])]))
    .toThrow('The model makes [N, 6, 16, 16] of [N, 3, 16, 16]; out_sample must have the dimensions of sample. A model that learned its variance too must be exported without it.');
});
