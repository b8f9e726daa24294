/** `ship`: a small folder of a trained model of pictures, for the page to show before anything is trained there. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isImageData } from '../recipe/recipeKind.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import { parseArguments, UsageError } from './arguments.ts';
import { prepareFolder, readCheckpoint, writeFiles } from './checkpointFolder.ts';
import { diffusersFiles, readDiffusersCheckpoint } from './diffusersCheckpoint.ts';
import { type Drawn, evaluateArguments, evaluateCheckpoint, type PicturesJudged } from './evaluateCommand.ts';
import { readTrainingLog, type TrainingLog, typed } from './trainingLog.ts';

export const shipUsage = 'ship DIR --out FOLDER [--precision f16|f32] [arguments of evaluate]';

type Judged = Drawn & PicturesJudged;

export async function shipCommand(words: readonly string[]): Promise<void> {
  const given = parseArguments('ship', words, [1, 1], [...evaluateArguments, 'out', 'precision'], [], ['data']);
  const [from = ''] = given.positional;
  const folder = given.required('out', 'the folder to write, public/models/NAME for the page');
  const precision = given.oneOf('precision', ['f16', 'f32']) ?? 'f16';
  const checkpoint = await readCheckpoint(from);
  const { recipe } = checkpoint;
  if (!isImageData(recipe.data)) throw new UsageError(`${from} holds a model of points, which the page trains in seconds. Give a checkpoint of pictures.`);
  if (await stat(folder).then(() => true, () => false) && await readCheckpoint(folder).then(({ state }) => state.size > 0, () => false)) {
    throw new UsageError(`${folder} holds a checkpoint from which training can go on. Choose another folder with --out.`);
  }
  const files = diffusersFiles(checkpoint, { dtype: precision === 'f16' ? 'F16' : 'F32', finished: true });
  await prepareFolder(folder);
  // What is measured is what is shipped, rounded as it is.
  const shipped = await readDiffusersCheckpoint(recipe, async (path) => files.get(path) ?? null);
  const judged = await evaluateCheckpoint(shipped, given);
  if (!('classifier' in judged)) throw new Error('The model was not judged by its pictures.');
  const readme = readmeOf(basename(folder), checkpoint, { log: await readTrainingLog(from), ship: typed('ship', words), precision, judged });
  await writeFiles(folder, new Map<string, string | Uint8Array>([...files, ['README.md', readme]]));
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  process.stdout.write(`${JSON.stringify({ ...judged, bytes })}\n`);
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const rounded = (value: number): string => String(Number(value.toPrecision(4)));

function readmeOf(name: string, { recipe, step }: Checkpoint, { log, ship, precision, judged }: { log: TrainingLog; ship: string; precision: 'f16' | 'f32'; judged: Judged }): string {
  const trained = log.map(({ command, fromStep, toStep, seconds, device }) => `- \`${command}\`: steps ${fromStep + 1} to ${toStep}, ${duration(seconds)} on ${device}`);
  const { classifier, recognised, byClass, slicedWasserstein, frechetClassifier } = judged;
  const guided = judged.guidance === undefined ? '' : `, guidance ${judged.guidance}`;
  const results = [
    ...(recognised === null || classifier === null ? [] : [
      `- recognised as their class: ${percent(recognised)} (${byClass.map((one) => `${one.name} ${percent(one.recognised)}`).join(', ')}), by a classifier that names ${percent(classifier.heldOutAccuracy)} of ${classifier.heldOutCount} held-out pictures rightly`,
    ]),
    `- sliced Wasserstein-2 distance to the training pictures, on ${slicedWasserstein.of}: ${rounded(slicedWasserstein.distance)}; between training pictures ${rounded(slicedWasserstein.floor)}`,
    ...(frechetClassifier === null ? [] : [`- Fréchet distance on features of that classifier (not the FID), ${frechetClassifier.count} pictures a side: ${rounded(frechetClassifier.distance)}; between training pictures ${rounded(frechetClassifier.floor)}`]),
  ];
  return `# ${name}

A model of pictures to begin with: the averaged weights after ${step} steps${precision === 'f16' ? ', rounded to half precision' : ''}, as a diffusers folder. What it learnt
and how is in \`recipe.json\`; its seed is ${recipe.training.seed}, its pictures' seed ${recipe.data.seed}.

Made with

${trained.length > 0 ? trained.join('\n') : '- a training of which no log was kept'}
- \`${ship}\`

Result with ${judged.count} samples, ${judged.steps} steps of ${judged.sampler}${guided}, seed ${judged.seed}, on ${judged.device}:

${results.join('\n')}
`;
}

function duration(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;
}
