/** `evaluate`: how near samples are to the data, beside how near data are to one another. */
import { drawPoints } from '../data/dataset.ts';
import type { Gpu } from '../gpu/device.ts';
import { slicedWasserstein2 } from '../metrics/slicedWasserstein.ts';
import { distributionNames } from '../recipe/names.ts';
import { numberOption } from '../recipe/options.ts';
import { isPresetName, preset, presetNames } from '../recipe/presets.ts';
import type { PointDataRecipe } from '../recipe/recipe.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import { type Arguments, parseArguments, UsageError } from './arguments.ts';
import { readCheckpoint } from './checkpointFolder.ts';
import { classesOf } from './diffusersCheckpoint.ts';
import { evaluatePictures, type PictureEvaluation } from './evaluatePictures.ts';
import { picturesOf } from './pictureFiles.ts';
import { drawSamples } from './pictures.ts';
import { MAX_COUNT, sampleArguments, sampleRequest } from './sampleRequest.ts';
import { withGpu, withRun } from './withRun.ts';

export const evaluateUsage = 'evaluate DIR [--count K] [--sampler NAME] [--steps N] [--eta E] [--seed S]\n           [--label each|none|NUMBER] [--guidance G] [--data PATH ...] [--classifier-steps N]\n  evaluate --presets [PRESET ...] [--count K] [--json]';

/** Arguments that take a value. */
export const evaluateArguments = [...sampleArguments, 'classifier-steps'] as const;
const MOST_CLASSIFIER_STEPS = 100_000;

const DEFAULT_COUNT = 2000;
const DEFAULT_PICTURES = 500;
/** Directions of the sliced distance; its error from so many is far below that from 2,000 samples. */
const PROJECTIONS = 256;
/** Fresh sets that each figure is a mean over. */
const FRESH_SETS = 8;
/** Seeds of the fresh sets: far from those that people choose for training. */
const FRESH_SEED = 900_000_000;
/** The quality that a preset must have after its default training. */
const LARGEST_RATIO = 2.5;

export interface Evaluation {
  /** Mean over fresh sets of the sliced Wasserstein-2 distance from the samples, in units of the standardised data. */
  slicedWasserstein2: number;
  /** The same between pairs of fresh sets: what a perfect model would reach. */
  realAgainstReal: number;
  ratio: number;
  count: number;
}

/** @param samples float32 [count, 2], standardised as the data */
export function evaluateSamples(data: PointDataRecipe, samples: Float32Array): Evaluation {
  const count = samples.length / 2;
  const distance = (a: Float32Array, b: Float32Array, i: number): number => slicedWasserstein2(a, b, { dimensions: 2, projections: PROJECTIONS, seed: i });
  let toReal = 0;
  let floor = 0;
  for (let i = 0; i < FRESH_SETS; i += 1) {
    const fresh = drawPoints(data, count, FRESH_SEED + 2 * i);
    toReal += distance(samples, fresh, i) / FRESH_SETS;
    floor += distance(drawPoints(data, count, FRESH_SEED + 2 * i + 1), fresh, i) / FRESH_SETS;
  }
  return { slicedWasserstein2: toReal, realAgainstReal: floor, ratio: toReal / floor, count };
}

async function evaluateFolder(words: readonly string[]): Promise<void> {
  const given = parseArguments('evaluate', words, [0, 1], evaluateArguments, [], ['data']);
  const [folder] = given.positional;
  if (folder === undefined) throw new UsageError(`evaluate needs a checkpoint folder, or --presets. Usage:\n  ${evaluateUsage}`);
  process.stdout.write(`${JSON.stringify(await evaluateCheckpoint(await readCheckpoint(folder), given))}\n`);
}

/** What was drawn to judge a checkpoint by, and where. */
export interface Drawn { sampler: string; steps: number; eta: number | null; seed: number; trainedSteps: number; device: string }

/** Draws samples from a checkpoint as the command line says and measures them. */
export async function evaluateCheckpoint(checkpoint: Checkpoint, given: Arguments): Promise<Drawn & (Evaluation | PicturesJudged)> {
  const { recipe } = checkpoint;
  const { data } = recipe;
  const classes = classesOf(checkpoint);
  const request = sampleRequest(given, recipe, classes, isImageData(data) ? DEFAULT_PICTURES : DEFAULT_COUNT);
  const { sampler, steps, eta, seed, count, guidance, label } = request;
  const drawn = (gpu: Gpu): Drawn => ({ sampler, steps, eta, seed, trainedSteps: checkpoint.step, device: gpu.facts.label });
  if (!isImageData(data)) {
    return withGpu((gpu) => withRun({ gpu, recipe, checkpoint, samplesFirst: true }, async (run) => ({ ...evaluateSamples(data, (await run.sampleEnd(request)).samples), ...drawn(gpu) })));
  }
  const classifierSteps = given.whole('classifier-steps', 1, MOST_CLASSIFIER_STEPS);
  const images = await picturesOf(data, given.all('data'));
  return withGpu(async (gpu) => {
    const samples = await withRun({ gpu, recipe, checkpoint, images, samplesFirst: true }, (run) => drawSamples(run, request, classes));
    return { model: recipe.name, count, ...drawn(gpu), ...(classes === null ? {} : { guidance, label }), ...await evaluatePictures(gpu, data, images, samples, classifierSteps) };
  });
}

/** The evaluation of a model of pictures, with what was asked of it. */
export type PicturesJudged = PictureEvaluation & { model: string; count: number; guidance?: number; label?: 'each' | 'none' | number };

const row = (cells: readonly string[]): string => `${(cells[0] ?? '').padEnd(16)}${cells.slice(1).map((cell) => cell.padStart(11)).join('')}\n`;

/** Trains each preset as its recipe says and prints a line for it. @throws when one is not good enough */
async function evaluatePresets(words: readonly string[]): Promise<void> {
  const given = parseArguments('evaluate', words, [0, presetNames.length], ['count', 'seed'], ['presets', 'json']);
  const unknown = given.positional.find((name) => !isPresetName(name));
  if (unknown !== undefined) throw new UsageError(`There is no preset "${unknown}". The presets are ${presetNames.join(', ')}.`);
  const names = given.positional.length > 0 ? given.positional : distributionNames;
  const pictures = names.find((name) => isImageData(preset(name).data));
  if (pictures !== undefined) throw new UsageError(`The preset "${pictures}" learns pictures, which --presets does not train. Train it with "train ${pictures} --out DIR" and evaluate DIR.`);
  const count = given.whole('count', 2, MAX_COUNT) ?? DEFAULT_COUNT;
  const samplingSeed = given.whole('seed', 0, numberOption('sampling.seed').max);
  if (!given.has('json')) process.stdout.write(row(['preset', 'SW2', 'real-real', 'ratio', 'steps', 'seconds']));
  const worse: string[] = [];
  await withGpu(async (gpu) => {
    for (const name of names) {
      const recipe = preset(name);
      const { data, sampling } = recipe;
      if (isImageData(data)) continue;
      const began = performance.now();
      const evaluation = await withRun({ gpu, recipe }, async (run) => {
        await run.train(recipe.training.steps);
        return evaluateSamples(data, (await run.sampleEnd({ ...sampling, count, seed: samplingSeed ?? sampling.seed })).samples);
      });
      const seconds = (performance.now() - began) / 1000;
      if (evaluation.ratio > LARGEST_RATIO) worse.push(name);
      process.stdout.write(given.has('json')
        ? `${JSON.stringify({ preset: name, ...evaluation, trainedSteps: recipe.training.steps, seconds })}\n`
        : row([name, evaluation.slicedWasserstein2.toFixed(4), evaluation.realAgainstReal.toFixed(4), evaluation.ratio.toFixed(2), String(recipe.training.steps), seconds.toFixed(1)]));
    }
  });
  if (worse.length > 0) throw new Error(`The ratio is above ${LARGEST_RATIO} for ${worse.join(', ')}.`);
}

export async function evaluateCommand(words: readonly string[]): Promise<void> {
  return words.includes('--presets') ? evaluatePresets(words) : evaluateFolder(words);
}
