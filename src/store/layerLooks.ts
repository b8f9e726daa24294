import type { LayerStatistics } from '../protocol/messages.ts';

/** The layers after a step. */
export interface LayerLook {
  readonly step: number;
  readonly layers: readonly LayerStatistics[];
}

/** Looks that are kept: as many as a small line has places. */
export const MOST_LOOKS = 60;

/** Appends a look; those of later steps are of a run that has gone back since. */
export function withLook(looks: readonly LayerLook[], look: LayerLook): readonly LayerLook[] {
  return [...looks.filter(({ step }) => step < look.step), look].slice(-MOST_LOOKS);
}
