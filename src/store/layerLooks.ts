import type { LayerStatistics } from '../protocol/messages.ts';

/** The layers after a step. */
export interface LayerLook {
  readonly step: number;
  readonly layers: readonly LayerStatistics[];
}

/** Looks that are kept: as many as a small line has places. */
export const MOST_LOOKS = 60;

/** Appends a look; those of later steps are of a run that has gone back since. A second look at a step knows what the first knew of it. */
export function withLook(looks: readonly LayerLook[], { step, layers }: LayerLook): readonly LayerLook[] {
  const first = looks.find((look) => look.step === step);
  const known = layers.map((layer) => ({ ...layer, update: layer.update ?? first?.layers.find(({ name }) => name === layer.name)?.update ?? null }));
  return [...looks.filter((look) => look.step < step), { step, layers: known }].slice(-MOST_LOOKS);
}
