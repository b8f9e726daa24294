/** The same run without a browser. Status 0 on success, 2 on wrong use, 1 on failure; messages for people go to stderr. */
import { parseArguments, UsageError } from './node/arguments.ts';
import { evaluateCommand, evaluateUsage } from './node/evaluateCommand.ts';
import { recordCommand, recordUsage } from './node/recordCommand.ts';
import { recipeNamed } from './node/recipeArgument.ts';
import { sampleCommand, sampleUsage } from './node/sampleCommand.ts';
import { shipCommand, shipUsage } from './node/shipCommand.ts';
import { trainCommand, trainUsage } from './node/trainCommand.ts';
import { presetNames } from './recipe/presets.ts';

const usage = `Usage: npm run -s cli -- COMMAND

  presets                     one preset name a line
  recipe PRESET               its recipe as JSON
  ${trainUsage}
  ${sampleUsage}
  ${evaluateUsage}
  ${recordUsage}
  ${shipUsage}
  export DIR --format diffusers|onnx --out PATH

train takes --steps further steps (all that the recipe asks for when left out), prints a JSON line for each and writes a
checkpoint to DIR, also when stopped with Ctrl-C; --init goes on from a checkpoint. A recipe of your own pictures reads
them from --data: folders, zip archives, PNG files, or arrays of MNIST, CIFAR-10, npy and npz.
sample writes float32: points [K, 2], pictures [K, C, H, W] with black -1 and white 1, not clipped; --trajectory puts
[steps + 1] before. --label each draws the classes in turn, none draws without a class, a number only that class.
evaluate prints the sliced Wasserstein-2 distance to the data beside that between data; for pictures also the share that
a classifier trained on the same data recognises. With --presets it trains the built-in distributions and prints a table.
record writes the run that the page shows where there is no WebGPU (public/recorded-run.json), ship a small folder of a
model of pictures for it to begin with (public/models/NAME).
PLAYGROUND_ADAPTER=swiftshader computes on the software driver that comes with Chromium.
`;

async function presets(words: readonly string[]): Promise<void> {
  parseArguments('presets', words, [0, 0], []);
  process.stdout.write(`${presetNames.join('\n')}\n`);
}

async function recipe(words: readonly string[]): Promise<void> {
  const given = parseArguments('recipe', words, [1, 1], []);
  process.stdout.write(`${JSON.stringify(await recipeNamed(given.positional[0] ?? ''), null, 2)}\n`);
}

async function notYet(): Promise<void> {
  throw new UsageError('export is not available yet.');
}

async function help(): Promise<void> {
  process.stdout.write(usage);
}

const commands: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  presets, recipe, train: trainCommand, sample: sampleCommand, evaluate: evaluateCommand, record: recordCommand, ship: shipCommand, export: notYet, help, '--help': help,
};

async function main(): Promise<number> {
  const [name, ...words] = process.argv.slice(2);
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (command === undefined) throw new UsageError(`${name === undefined ? 'No command was given.' : `There is no command "${name}".`}\n\n${usage}`);
    await command(words);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
