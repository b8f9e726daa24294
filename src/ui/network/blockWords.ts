/** Blocks and layers of a network in words. */
import { parameterCount, type NetworkBlock, type NetworkLayer, type NetworkStructure } from '../../recipe/network/structure.ts';
import { decimals } from '../../words/decimals.ts';
import { groupedNumber, say, sayCount } from '../../words/say.ts';

export function blockTitle({ kind, index }: Pick<NetworkBlock, 'kind' | 'index'>): string {
  switch (kind) {
    case 'time': return say`Time`;
    case 'class': return say`Class`;
    case 'waves': return say`Waves of the point`;
    case 'estimate': return say`Waves of the estimate`;
    case 'in': return say`Input layer`;
    case 'down': return say`Down ${index + 1}`;
    case 'middle': return say`Middle`;
    case 'up': return say`Up ${index + 1}`;
    case 'hidden': return say`Hidden ${index + 1}`;
    case 'out': return say`Output layer`;
  }
}

/** What a block is for, in a sentence. */
export function blockPurpose({ kind, layers }: NetworkBlock): string {
  switch (kind) {
    case 'time': return say`Tells every block how much noise there is: sines and cosines of the timestep, mixed by small layers where there are any.`;
    case 'class': return say`Tells every block what is wanted: one row of numbers for each class, and one for no class; added to the time.`;
    case 'waves': return say`The position as sines and cosines of random frequencies, so that fine detail can be told apart.`;
    case 'estimate': return say`The network’s own last estimate of the clean point, seen through the same waves.`;
    case 'in': return say`Turns what comes in into as many numbers as the layers after it work with.`;
    case 'down': return layers.some(({ stride }) => stride === 2) ? say`Looks for patterns at this size, keeps them for the way up, and halves the size.` : say`Looks for patterns at the smallest size and keeps them for the way up.`;
    case 'middle': return say`Works where the picture is smallest, so that each place has seen almost all of it.`;
    case 'up': return layers.some((layer) => layer.kind === 'upsample') ? say`Joins what comes from below with what was kept on the way down, and doubles the size.` : say`Joins what comes from below with what was kept on the way down, at full size.`;
    case 'hidden': return say`Adds a correction to what comes in: a residual layer.`;
    case 'out': return say`Turns the last features into the prediction.`;
  }
}

/** [16, 16, 32] is height, width and channels; [64] is a number of features. */
export function shapeText(shape: readonly number[]): string {
  return shape.join(' × ');
}

export function shapeWords(shape: readonly number[]): string {
  const [height = 0, width = 0, channels = 0] = shape;
  return shape.length === 1 ? sayCount(height, 'one number', '{0} numbers') : say`${height} × ${width} pixels, ${channels} channels`;
}

/** A count as short as a drawing wants it: 812, 74.1 k, 2.62 M. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  return decimals(count < 999_500 ? `${Number((count / 1000).toPrecision(3))} k` : `${Number((count / 1e6).toPrecision(3))} M`);
}

/** How a sum of parameters is said. */
export function parametersWords(layers: readonly NetworkLayer[]): string {
  const count = parameterCount(layers);
  return count === 0 ? say`no parameters` : sayCount(count, 'one parameter', '{0} parameters');
}

export function hasAttention({ layers }: NetworkBlock): boolean {
  return layers.some(({ kind }) => kind === 'attention');
}

/** Which blocks a block gets something from and gives something to, beside the straight way: a sentence each. */
export function linkWords({ blocks, links }: NetworkStructure, { name }: NetworkBlock): string[] {
  const titleOf = (wanted: string): string => {
    const block = blocks.find((one) => one.name === wanted);
    return block ? blockTitle(block) : wanted;
  };
  const skips = links.filter(({ kind }) => kind === 'skip');
  return [
    ...skips.filter(({ from, to }) => to === name && from !== name).map(({ from, count }) => sayCount(count, 'One skip connection comes from {1}.', '{0} skip connections come from {1}.', titleOf(from))),
    ...skips.filter(({ from, to }) => from === name && to !== name).map(({ to, count }) => sayCount(count, 'One skip connection goes to {1}.', '{0} skip connections go to {1}.', titleOf(to))),
  ];
}

export function totalWords({ blocks }: NetworkStructure): string {
  return say`${groupedNumber(parameterCount(blocks.flatMap(({ layers }) => layers)))} parameters in ${groupedNumber(blocks.flatMap(({ layers }) => layers).filter(({ parameters }) => parameters.length > 0).length)} layers`;
}
