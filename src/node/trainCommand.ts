/** `train`: a run without a browser; JSON lines on stdout, a checkpoint folder on the way and at the end. */
import { needsRestart } from '../recipe/differences.ts';
import { numberOption } from '../recipe/options.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import type { Progress } from '../train/trainer.ts';
import { parseArguments, UsageError } from './arguments.ts';
import { prepareFolder, readCheckpoint, writeCheckpoint, writeFiles } from './checkpointFolder.ts';
import { picturesOf } from './pictureFiles.ts';
import { recipeNamed } from './recipeArgument.ts';
import { LOG_FILE, readTrainingLog, trainingLogText, typed } from './trainingLog.ts';
import { withGpu, withRun } from './withRun.ts';

export const trainUsage = 'train RECIPE_FILE|PRESET --out DIR [--steps N] [--seed S] [--init DIR] [--data PATH ...]';

/** Signals in a terminal reach npm and us at once, so that the same one may come twice; a later one is meant. */
const SECOND_THOUGHT_MS = 2000;
/** Nobody watches frames here: longer submits than in the page, still far from what a driver takes for a hang. */
const SUBMIT_MS = 50;
/** A checkpoint at least this often, so that a crash after hours costs a minute; looked at after stretches of some seconds. */
const WRITE_INTERVAL_MS = 60_000;
const STRETCH_SECONDS = 10;

/** Ends training at the next possible moment on the first SIGINT or SIGTERM, and the process on a later one. */
function stopOnSignal(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const stop = (): void => {
    if (first !== 0 && Date.now() - first > SECOND_THOUGHT_MS) process.exit(130);
    if (first === 0) {
      first = Date.now();
      process.stderr.write('Stopping; the checkpoint is being written.\n');
    }
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // The reader of our lines has gone (`| head`): end as on a signal.
  process.stdout.on('error', () => { controller.abort(); });
  return controller.signal;
}

/** Fields beside those of the model that shape it. */
const modelPaths = ['objective.prediction', 'data.colour', 'data.conditional'];

/** The recipe to go on with: what shapes the model must be that of the checkpoint. */
function continued(recipe: Recipe, checkpoint: Checkpoint, seed: number | undefined): Recipe {
  const different = needsRestart(checkpoint.recipe, recipe).filter((path) => path.startsWith('model.') || modelPaths.includes(path));
  if (different.length > 0) throw new UsageError(`The recipe and the checkpoint given with --init differ in ${different.join(', ')}; a trained model keeps these. Use the checkpoint's own recipe.json.`);
  return seed === undefined ? { ...recipe, training: { ...recipe.training, seed: checkpoint.recipe.training.seed } } : recipe;
}

export async function trainCommand(words: readonly string[]): Promise<void> {
  const given = parseArguments('train', words, [1, 1], ['steps', 'seed', 'out', 'init'], [], ['data']);
  const folder = given.required('out', 'the folder to write the checkpoint to');
  const seedRange = numberOption('training.seed');
  const seed = given.whole('seed', seedRange.min, seedRange.max);
  const stepsWanted = given.whole('steps', 1, numberOption('training.steps').max);
  const named = await recipeNamed(given.positional[0] ?? '');
  const seeded: Recipe = seed === undefined ? named : { ...named, training: { ...named.training, seed } };
  const init = given.text('init');
  const checkpoint = init === undefined ? undefined : await readCheckpoint(init);
  const recipe = checkpoint === undefined ? seeded : continued(seeded, checkpoint, seed);
  const steps = stepsWanted ?? recipe.training.steps - (checkpoint?.step ?? 0);
  if (steps < 1) throw new UsageError(`The checkpoint has ${checkpoint?.step ?? 0} steps, all that its recipe asks for. Give the number of further ones with --steps.`);
  const images = isImageData(recipe.data) ? await picturesOf(recipe.data, given.all('data')) : undefined;
  if (images === undefined && given.all('data').length > 0) throw new UsageError('--data is for recipes that learn pictures; this one learns points. Leave it out.');
  await prepareFolder(folder);
  const earlier = init === undefined ? [] : await readTrainingLog(init);

  const signal = stopOnSignal();
  const line = (value: object): void => { process.stdout.write(`${JSON.stringify(value)}\n`); };
  let last = { step: checkpoint?.step ?? 0, loss: Number.NaN };
  const onProgress = ({ firstStep, losses, stepsPerSecond }: Progress): void => {
    losses.forEach((loss, i) => {
      const step = firstStep + i + 1;
      if (!Number.isFinite(loss)) throw new Error(`The loss stopped being a number at step ${step}, and no checkpoint was written. Lower the learning rate or raise the warm-up, then train again.`);
      last = { step, loss };
      line({ ...last, stepsPerSecond: Number(stepsPerSecond.toPrecision(4)) });
    });
  };
  await withGpu((gpu) => withRun({ gpu, recipe, ...(checkpoint ? { checkpoint } : {}), ...(images ? { images } : {}) }, async (run) => {
    const began = performance.now();
    const fromStep = run.step;
    const secondsSince = (): number => Number(((performance.now() - began) / 1000).toFixed(3));
    const write = async (): Promise<void> => {
      await writeCheckpoint(folder, await run.checkpoint());
      const stretch = { command: typed('train', words), fromStep, toStep: run.step, seconds: secondsSince(), device: gpu.facts.label };
      await writeFiles(folder, new Map([[LOG_FILE, trainingLogText([...earlier, stretch])]]));
    };
    const end = run.step + steps;
    let written = began;
    while (run.step < end && !signal.aborted) {
      await run.train(Math.min(end - run.step, Math.max(1, Math.round(STRETCH_SECONDS * run.stepsPerSecond))), { onProgress, signal, budget: SUBMIT_MS });
      if (run.step < end && performance.now() - written > WRITE_INTERVAL_MS) {
        await write();
        written = performance.now();
      }
    }
    const seconds = secondsSince();
    await write();
    line({ done: true, ...last, seconds, device: gpu.facts.label });
  }));
}
