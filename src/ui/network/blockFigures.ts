/** What the drawing shows of live statistics: one number for each block. */
import type { LayerStatistics, NumberStatistics } from '../../protocol/messages.ts';
import { axisNumber } from '../../plot/chartScales.ts';
import type { NetworkBlock } from '../../recipe/network/structure.ts';
import type { LayerLook } from '../../store/layerLooks.ts';
import { say } from '../../words/say.ts';

export const quantities = ['off', 'weight', 'gradient', 'update', 'output'] as const;
export type Quantity = (typeof quantities)[number];

/** Root mean square of several tensors taken as one. */
function together(parts: readonly NumberStatistics[]): number {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return Math.sqrt(parts.reduce((sum, part) => sum + part.count * part.rms ** 2, 0) / count);
}

/** Of several layers as one; of updates their share of the weights. null where nothing is known. */
export function figureOf(layers: readonly LayerStatistics[], quantity: Quantity): number | null {
  if (quantity === 'off' || layers.length === 0) return null;
  if (quantity !== 'update') return together(layers.map((layer) => layer[quantity]));
  const updates = layers.flatMap(({ update }) => (update ? [update] : []));
  return updates.length < layers.length ? null : together(updates) / together(layers.map(({ weight }) => weight));
}

export function layersOf({ layers }: Pick<NetworkBlock, 'layers'>, look: LayerLook | undefined): LayerStatistics[] {
  return look?.layers.filter(({ name }) => layers.some((layer) => layer.name === name)) ?? [];
}

/** The last look that knows of a quantity: what a step changed is known only where one was made between two looks. */
export function lookWith(looks: readonly LayerLook[], quantity: Quantity): LayerLook | undefined {
  if (quantity !== 'update') return looks.at(-1);
  return looks.findLast(({ layers }) => layers.length > 0 && layers.every(({ update }) => update !== null)) ?? looks.at(-1);
}

export interface BlockFigure {
  readonly value: number;
  /** Where it lies among those of all blocks, by its logarithm: 0 to 1. */
  readonly place: number;
}

/** By name of the block; blocks of which nothing is known, or nothing that is a number, have none. */
export function blockFigures(blocks: readonly NetworkBlock[], look: LayerLook | undefined, quantity: Quantity): ReadonlyMap<string, BlockFigure> {
  const values = blocks.flatMap((block) => {
    const value = figureOf(layersOf(block, look), quantity);
    return value === null || !Number.isFinite(value) ? [] : [{ name: block.name, value }];
  });
  const logarithms = values.filter(({ value }) => value > 0).map(({ value }) => Math.log(value));
  const [least, most] = [Math.min(...logarithms), Math.max(...logarithms)];
  return new Map(values.map(({ name, value }) => [name, { value, place: value > 0 ? (most > least ? (Math.log(value) - least) / (most - least) : 1) : 0 }]));
}

/** The figures of layers over the looks so far, oldest first; NaN where nothing is known. */
export function figureHistory(block: Pick<NetworkBlock, 'layers'>, looks: readonly LayerLook[], quantity: Quantity): { x: number[]; y: number[] } {
  return { x: looks.map(({ step }) => step), y: looks.map((look) => figureOf(layersOf(block, look), quantity) ?? NaN) };
}

export function quantityName(quantity: Quantity): string {
  switch (quantity) {
    case 'off': return say`off`;
    case 'weight': return say`weights`;
    case 'gradient': return say`gradient`;
    case 'update': return say`step`;
    case 'output': return say`outputs`;
  }
}

export function figureText(value: number, quantity: Quantity): string {
  return quantity === 'update' ? `${axisNumber(100 * value)} %` : axisNumber(value);
}

/** All that is known of a layer in one line. */
export function layerFigures(layer: LayerStatistics): string {
  const update = figureOf([layer], 'update');
  return [
    say`weights ${axisNumber(layer.weight.rms)}`, say`gradient ${axisNumber(layer.gradient.rms)}`,
    ...(update === null || !Number.isFinite(update) ? [] : [say`step ${figureText(update, 'update')}`]),
    say`outputs ${axisNumber(layer.output.mean)} ± ${axisNumber(layer.output.deviation)}, ${axisNumber(layer.output.smallest)} to ${axisNumber(layer.output.largest)}`,
    ...(layer.output.nearZeros > 0.1 * layer.output.count ? [say`${Math.round((100 * layer.output.nearZeros) / layer.output.count)} % nearly zero`] : []),
  ].join(' · ');
}
