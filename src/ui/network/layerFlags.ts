/** Layers of which something is wrong, and what helps. */
import type { LayerStatistics } from '../../protocol/messages.ts';
import type { LayerLook } from '../../store/layerLooks.ts';
import { axisNumber } from '../../plot/chartScales.ts';
import { groupedNumber, say } from '../../words/say.ts';

export interface LayerFlag {
  /** The model's name of the layer. */
  readonly layer: string;
  /** What is wrong and what to do, in the language of the moment. */
  readonly words: () => string;
}

type Words = LayerFlag['words'];

/** Before so many steps weights that begin at zero are small, and what hangs on them is still. */
const YOUNG = 50;
/** A layer this much of whose outputs is zero, nearly, says nothing. */
const SILENT = 0.98;
/** A gradient so many times as long as it usually was is growing out of hand. */
const GROWN = 30;
/** Looks that tell what is usual. */
const USUAL = 5;
/** A step that changes so much of the weights undoes what was learnt. */
const HASTY = 0.2;

/** At most one for each layer of the last look, in the order of the layers. */
export function layerFlags(looks: readonly LayerLook[]): LayerFlag[] {
  const last = looks.at(-1);
  if (!last) return [];
  return last.layers.flatMap((layer) => {
    const before = looks.slice(0, -1).flatMap(({ layers }) => layers.filter(({ name }) => name === layer.name));
    const words = broken(layer) ?? (last.step < YOUNG ? null : still(layer, before.at(-1)) ?? hasty(layer, before));
    return words === null ? [] : [{ layer: layer.name, words }];
  });
}

function broken({ weight, gradient, output }: LayerStatistics): Words | null {
  if (weight.notFinite > 0) return () => say`${groupedNumber(weight.notFinite)} of ${groupedNumber(weight.count)} weights are no finite numbers. Reset, and take a lower learning rate.`;
  if (gradient.notFinite > 0) return () => say`its gradient is not finite. Lower the learning rate, or clip gradients.`;
  return output.notFinite > 0 ? () => say`some of its outputs are not finite. Lower the learning rate.` : null;
}

function still({ gradient, output }: LayerStatistics, before: LayerStatistics | undefined): Words | null {
  if (gradient.rms === 0 && before?.gradient.rms === 0) return () => say`it gets no gradient and learns nothing. Reset with another seed or a lower learning rate.`;
  if (output.deviation === 0 && output.count > 1) return () => say`it answers the same whatever it is shown. Reset with a lower learning rate.`;
  if (output.nearZeros > SILENT * output.count) return () => say`${Math.floor(100 * output.nearZeros / output.count)} % of its outputs are nearly zero: most of its units are dead. Reset with a lower learning rate.`;
  return null;
}

function hasty({ gradient, update, weight }: LayerStatistics, before: readonly LayerStatistics[]): Words | null {
  const usual = before.map((one) => one.gradient.rms).filter((rms) => rms > 0).toSorted((a, b) => a - b);
  const median = usual[Math.floor(usual.length / 2)];
  if (usual.length >= USUAL && median !== undefined && gradient.rms > GROWN * median) return () => say`its gradient is ${axisNumber(gradient.rms / median)} times what it usually was. Lower the learning rate, or clip gradients.`;
  const ratio = update && weight.rms > 0 ? update.rms / weight.rms : 0;
  return ratio > HASTY ? () => say`one step changes it by ${axisNumber(100 * ratio)} %; about 0.1 % is usual. Lower the learning rate.` : null;
}
