/** Asks for the fields of both models, one after the other and the latest wish first. */
import type { StoreApi } from 'zustand/vanilla';
import type { Asked, DenoiserField, PlaneGrid } from '../../protocol/messages.ts';
import { latestWins } from '../../store/latestWins.ts';
import type { PlaygroundState } from '../../store/state.ts';

/** Arrows stand 0.4 standard deviations apart, over what the theatre shows. */
const shown: PlaneGrid = { left: -3.4, right: 3.4, bottom: -3.4, top: 3.4, columns: 17, rows: 17 };

export interface WantedField {
  timestep: number;
  /** Steps that the model of the film was trained for. */
  trained: number | null;
  /** By which the film is zoomed out there: arrows start where its points are drawn. */
  zoom: number;
}

/** By what a field is known; the perfect model does not learn. */
export function fieldKey(asked: Asked, { timestep, trained }: Pick<WantedField, 'timestep' | 'trained'>): string {
  return [asked, timestep, ...(asked === 'ideal' ? [] : [trained])].join(' ');
}

/** @param found hears of each field; one that was asked of another schedule or other data than are there when it comes is of no use */
export function makeFieldQueue(store: StoreApi<PlaygroundState>, found: (key: string, field: DenoiserField) => void): (wanted: WantedField) => void {
  return latestWins(async (wanted) => {
    const { zoom, timestep } = wanted;
    const grid = { ...shown, left: shown.left * zoom, right: shown.right * zoom, bottom: shown.bottom * zoom, top: shown.top * zoom };
    const begun = subjectOf(store.getState());
    for (const asked of ['model', 'ideal'] as const) {
      const field = await store.getState().askField(asked, timestep, grid);
      if (subjectOf(store.getState()).some((part, index) => part !== begun[index])) return;
      found(fieldKey(asked, wanted), { ...field, grid: shown });
    }
  }, () => undefined);
}

/** What a field is of, beside the weights. */
export function subjectOf({ runningRecipe, data }: Pick<PlaygroundState, 'runningRecipe' | 'data'>): readonly unknown[] {
  return [runningRecipe?.schedule ?? null, data];
}
