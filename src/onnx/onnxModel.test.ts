import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openOnnxModel } from './onnxModel.ts';

const file = (name: string): Uint8Array => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

test('says what it takes', async () => {
  const model = await openOnnxModel(file('gaussianV.onnx'));
  expect(model).toMatchObject({ shape: [1, 1, 2], size: 2, batch: 3 });
  await model.close();
});

test('predicts for each sample by itself, whatever the batch', async () => {
  for (const name of ['gaussianEpsilon.onnx', 'gaussianV.onnx']) {
    const model = await openOnnxModel(file(name));
    const x = Float64Array.of(0.3, -1.2, 2, 0.1);
    const both = await model.predict(x, 12);
    expect(both).toHaveLength(4);
    expect([...await model.predict(x.slice(0, 2), 12), ...await model.predict(x.slice(2), 12)]).toEqual([...both]);
    expect(await model.predict(new Float64Array(0), 12)).toHaveLength(0);
    expect(x).toEqual(Float64Array.of(0.3, -1.2, 2, 0.1));
    await model.close();
  }
});

test('tells the timestep as it is, or the nearest whole one where the file takes those', async () => {
  const x = Float64Array.of(0.3, -1.2);
  const between = await openOnnxModel(file('gaussianEpsilon.onnx'));
  expect(await between.predict(x, 12.4)).not.toEqual(await between.predict(x, 12));
  await between.close();
  const whole = await openOnnxModel(file('gaussianV.onnx'));
  expect(await whole.predict(x, 12.4)).toEqual(await whole.predict(x, 12));
  expect(await whole.predict(x, 12.6)).toEqual(await whole.predict(x, 13));
  await whole.close();
});

test('files that are no such models are refused with a sentence', async () => {
  await expect(openOnnxModel(new Uint8Array(0))).rejects.toThrow('The file cannot be opened as an ONNX model (No graph was found in the protobuf). Choose');
  await expect(openOnnxModel(file('gaussianModels.py'))).rejects.toThrow('The file cannot be opened as an ONNX model (Failed to load model because protobuf parsing failed). Choose');
  await expect(openOnnxModel(file('gaussianEpsilon.onnx').slice(0, 500))).rejects.toThrow('cannot be opened as an ONNX model');
  await expect(openOnnxModel(file('gaussianEpsilon.onnx'), [3])).rejects.toThrow('Samples are to be [3], but the model\'s sample is [N, 2]');
});

test('what only running tells is a sentence then', async () => {
  const wide = await openOnnxModel(file('tooWide.onnx'), [2]);
  await expect(wide.predict(new Float64Array(6), 1)).rejects.toThrow('The model made [3, 4] of [3, 2]; out_sample must have the dimensions of sample.');
  await wide.close();
  const model = await openOnnxModel(file('gaussianV.onnx'));
  await expect(model.predict(new Float64Array(3), 1)).rejects.toThrow('3 numbers are not what the model takes: at most 3 samples of 2 numbers, [1, 1, 2].');
  await expect(model.predict(new Float64Array(8), 1)).rejects.toThrow('8 numbers are not what the model takes');
  await expect(model.predict(new Float64Array(6), 50)).rejects.toThrow('The ONNX model could not be run (');
  await model.close();
});
