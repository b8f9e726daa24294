/** Reads the parts of an untrusted recipe that only recipes on pictures have. */
import { shown, type Fields } from './fields.ts';
import { modelSizes } from './modelSizes.ts';
import { colours, crops, imageDataKinds, storages, valueRanges } from './names.ts';
import type { ImageDataRecipe, ImagePreparation, SamplingRecipe, UNetRecipe } from './recipe.ts';

/** Most classes of a set, resolutions of a U-Net and channels at one resolution. */
export const IMAGE_LIMITS = { classes: 1000, resolutions: 5, channels: 512 } as const;
/** Words of a set of letters, and characters of each. */
export const WORD_LIMITS = { words: 62, characters: 4 } as const;

/** Kinds whose pictures mean something else when mirrored have grey as their natural colour; the rest comes in colour. */
const grey: readonly ImageDataRecipe['kind'][] = ['digits', 'letters', 'phantoms'];

export function parseImageData(fields: Fields, kind: ImageDataRecipe['kind']): ImageDataRecipe {
  fields.choice('kind', imageDataKinds);
  const preparation: ImagePreparation & { count: number; seed: number } = {
    count: fields.number('count'), seed: fields.number('seed'), size: fields.number('size'),
    colour: fields.raw('colour') === undefined ? (grey.includes(kind) ? 'grey' : 'colour') : fields.choice('colour', colours),
    range: fields.choice('range', valueRanges), mirror: fields.switch('mirror'), shift: fields.number('shift'),
    heldOut: fields.number('heldOut'), classes: parseClasses(fields), conditional: fields.switch('conditional'),
  };
  switch (kind) {
    case 'letters': return { kind, words: parseWords(fields), ...preparation };
    case 'images': return { kind, name: fields.text('name'), source: fields.text('source'), crop: fields.choice('crop', crops), ...preparation };
    default: return { kind, endless: fields.switch('endless'), ...preparation };
  }
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function parseClasses(fields: Fields): readonly number[] | null {
  const value = fields.raw('classes');
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.length > 0 && value.every((one) => isWhole(one, 0, 65_535)) && new Set(value).size === value.length) return value.filter((one) => isWhole(one, 0, 65_535));
  fields.problem(fields.at('classes'), `${fields.at('classes')} is ${shown(value)}; it takes null for all classes, or a list of their numbers, counted from 0, each once.`);
  return null;
}

function parseWords(fields: Fields): string {
  const text = fields.text('words');
  const problem = wordsProblem(text);
  if (problem !== null) fields.problem(fields.at('words'), `${fields.at('words')} is ${shown(text)}. ${problem}`);
  return text;
}

/** The different words of a text, in the order in which they first appear. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.split(/\s+/u).filter((word) => word !== ''))];
}

/** A sentence when a text cannot be a set of letters, else null. */
export function wordsProblem(text: string): string | null {
  const words = wordsOf(text);
  if (words.length === 0) return 'Write at least one letter.';
  if (words.length > WORD_LIMITS.words) return `There are ${words.length} different letters or words; give at most ${WORD_LIMITS.words}.`;
  const long = words.find((word) => [...word].length > WORD_LIMITS.characters);
  return long === undefined ? null : `"${long}" has more than ${WORD_LIMITS.characters} characters, too many for so small a picture; put spaces between.`;
}

/** @param size pixels on each side of the pictures, null where there are none */
export function parseUNet(fields: Fields, size: number | null): UNetRecipe {
  const blockChannels = parseChannels(fields);
  const model: UNetRecipe = {
    kind: 'unet2d',
    blockChannels,
    attention: parseAttention(fields, blockChannels.length),
    layersPerBlock: fields.number('layersPerBlock'),
    headChannels: fields.number('headChannels'),
    normGroups: fields.number('normGroups'),
    dropout: fields.number('dropout'),
    storage: fields.choice('storage', storages),
  };
  for (const { path, message } of unetProblems(model, size)) fields.problem(`${fields.at(path)}`, `${fields.at(path)} ${message}`);
  return model;
}

/** What of a U-Net does not fit together or to pictures of `size`: the field and how its sentence goes on. */
export function unetProblems(model: UNetRecipe, size: number | null): { path: string; message: string }[] {
  const problems: { path: string; message: string }[] = [];
  const { blockChannels, normGroups, headChannels } = model;
  const uneven = blockChannels.find((channels) => channels % normGroups !== 0);
  if (uneven !== undefined) problems.push({ path: 'normGroups', message: `is ${normGroups}; it takes a number that divides all of ${blockChannels.join(', ')}.` });
  const headless = blockChannels.find((channels, i) => model.attention[i] === true && channels % headChannels !== 0);
  if (headless !== undefined) problems.push({ path: 'headChannels', message: `is ${headChannels}; it takes a number that divides the channels where attention is, here ${headless}.` });
  const multiple = 2 ** (blockChannels.length - 1);
  if (size !== null && size % multiple !== 0) problems.push({ path: 'blockChannels', message: `has ${blockChannels.length} resolutions, so that the size of the pictures is halved ${blockChannels.length - 1} times; that needs a multiple of ${multiple}, and the size is ${size}.` });
  return problems;
}

function parseChannels(fields: Fields): readonly number[] {
  const value = fields.raw('blockChannels');
  const standard = modelSizes.tiny.model.blockChannels;
  if (value === undefined) return standard;
  const { resolutions, channels } = IMAGE_LIMITS;
  const isChannels = (one: unknown): one is number => isWhole(one, 2, channels) && one % 2 === 0;
  if (Array.isArray(value) && value.length >= 1 && value.length <= resolutions && value.every(isChannels)) return value.filter(isChannels);
  fields.problem(fields.at('blockChannels'), `${fields.at('blockChannels')} is ${shown(value)}; it takes a list of 1 to ${resolutions} even numbers from 2 to ${channels}, the channels at each resolution.`);
  return standard;
}

function parseAttention(fields: Fields, resolutions: number): readonly boolean[] {
  const value = fields.raw('attention');
  // Where the picture is smallest, attention is cheap and sees all of it.
  const standard = Array.from({ length: resolutions }, (_, i) => i === resolutions - 1);
  if (value === undefined) return standard;
  if (Array.isArray(value) && value.length === resolutions && value.every((one) => typeof one === 'boolean')) return value.filter((one) => typeof one === 'boolean');
  fields.problem(fields.at('attention'), `${fields.at('attention')} is ${shown(value)}; it takes a list of ${resolutions} times true or false, one for each entry of blockChannels.`);
  return standard;
}

export function parseLabel(fields: Fields): SamplingRecipe['label'] {
  const value = fields.raw('label');
  if (value === undefined) return 'each';
  if (value === 'each' || value === 'none' || isWhole(value, 0, 65_535)) return value;
  fields.problem(fields.at('label'), `${fields.at('label')} is ${shown(value)}; it takes "each", "none", or the number of a class, counted from 0.`);
  return 'each';
}
