/** Schedules that a column may step through: the trained one, every kind with its usual numbers, and the person's own. */
import { choiceLabel } from '../../recipe/options.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { scheduleOfKind } from '../../recipe/relevance.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { comparable, comparedName } from '../schedule/overlays.ts';
import { isSameSchedule, type SavedSchedule } from '../schedule/savedSchedules.ts';

export interface ScheduleChoice { value: string; label: string; schedule: ScheduleRecipe | null }

/** @param trained the schedule that the model is trained with @param present what the column has now: listed by itself where it is none of the others */
export function scheduleChoices(trained: ScheduleRecipe, saved: readonly SavedSchedule[], present: ScheduleRecipe | null): ScheduleChoice[] {
  const known: ScheduleChoice[] = [
    { value: 'trained', label: say`the trained one`, schedule: null },
    ...comparable(saved).map((one, place): ScheduleChoice => ({
      value: `${place}`,
      label: 'kind' in one ? sayText(comparedName(one)) : comparedName(one),
      schedule: 'kind' in one ? scheduleOfKind(one.kind, trained) : saved.find(({ name }) => name === one.saved)?.schedule ?? null,
    })),
  ];
  if (present === null || known.some(({ schedule }) => schedule && isSameSchedule(schedule, present))) return known;
  const label = sayText(choiceLabel('schedule.kind', present.kind));
  return [...known, { value: 'present', label: say`${label}, as set`, schedule: present }];
}

/** The choice that a schedule is. */
export function chosenOf(choices: readonly ScheduleChoice[], schedule: ScheduleRecipe | null): string {
  const found = choices.find((choice) => (schedule === null ? choice.schedule === null : choice.schedule !== null && isSameSchedule(choice.schedule, schedule)));
  return found?.value ?? 'trained';
}
