/** Other schedules drawn behind the present one, to compare with. */
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { choiceLabel } from '../../recipe/options.ts';
import type { ScheduleKind, ScheduleRecipe } from '../../recipe/recipe.ts';
import { scheduleOfKind } from '../../recipe/relevance.ts';
import { kindGroups } from './kindGroups.ts';
import type { SavedSchedule } from './savedSchedules.ts';

export const MOST_OVERLAYS = 3;

/** A kind with its usual numbers, or one of the person's own by name. */
export type Compared = { kind: ScheduleKind } | { saved: string };

export interface Overlay { name: string; table: NoiseTable }

export function comparedName(compared: Compared): string {
  if ('saved' in compared) return compared.saved;
  return choiceLabel('schedule.kind', compared.kind);
}

export function isSameCompared(one: Compared, other: Compared): boolean {
  return 'saved' in one ? 'saved' in other && one.saved === other.saved : 'kind' in other && one.kind === other.kind;
}

/** What can be compared with: every kind that has a formula, and the person's own. */
export function comparable(saved: readonly SavedSchedule[]): Compared[] {
  return [...kindGroups.flatMap(({ kinds }) => kinds).filter((kind) => kind !== 'hand-drawn').map((kind) => ({ kind })), ...saved.map(({ name }) => ({ saved: name }))];
}

/** Kinds have as many timesteps as the present schedule, own ones those they were kept with. One that is gone is left out. @param timesteps T of the present schedule */
export function overlaysOf(compared: readonly Compared[], saved: readonly SavedSchedule[], usual: ScheduleRecipe, timesteps: number): Overlay[] {
  return compared.flatMap((one) => {
    const schedule = 'kind' in one ? { ...scheduleOfKind(one.kind, usual), timesteps } : saved.find(({ name }) => name === one.saved)?.schedule;
    return schedule ? [{ name: comparedName(one), table: makeNoiseTable(schedule) }] : [];
  });
}
