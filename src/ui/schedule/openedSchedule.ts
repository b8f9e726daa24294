/** From a text that a person opened or pasted to a schedule: JSON as it is, a table of levels as a drawing through them. */
import { drawnSchedule } from '../../diffusion/drawnSchedule.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { isPointsCsv, parsePointsCsv } from '../../recipe/pointsCsv.ts';
import type { DataRecipe, ScheduleRecipe } from '../../recipe/recipe.ts';
import { parseScheduleCsv } from '../../recipe/scheduleCsv.ts';
import { parseScheduleJson } from '../../recipe/scheduleJson.ts';

/** A thousand timesteps in all columns take a tenth of it. */
export const LARGEST_TEXT = 1_000_000;

export type OpenedSchedule = { schedule: ScheduleRecipe; told: string } | { problem: string };

/**
 * @param name of the file, or null for a pasted text
 * @param present the schedule that it is to replace: a table of levels takes T from it where it has none, and what a drawing ignores
 */
export function openSchedule(text: string, name: string | null, present: ScheduleRecipe, data: DataRecipe): OpenedSchedule {
  const whose = name === null ? '' : `${name}: `;
  if (text.length > LARGEST_TEXT) return { problem: sizeProblem(name, text.length) };
  try {
    if (/^\ufeff?\s*[{[]/.test(text)) {
      const schedule = parseScheduleJson(text.replace(/^\ufeff/, ''), data);
      return { schedule, told: whose.concat(`the schedule is here as it was saved, with T = ${schedule.timesteps}.`) };
    }
    if (isPointsCsv(text)) {
      const { told, ...drawing } = parsePointsCsv(text);
      const schedule: ScheduleRecipe = { ...present, kind: 'hand-drawn', ...drawing };
      makeNoiseTable(schedule);
      return { schedule, told: `${whose}${told}` };
    }
    const { table, told } = parseScheduleCsv(text, present.timesteps);
    const { schedule, deviation } = drawnSchedule(table, present);
    return { schedule, told: [whose.concat(told), `${schedule.points.length} points were laid through them; its ᾱ keeps within ${deviationText(deviation)} of the table.`].join(' ') };
  } catch (error) {
    return { problem: `${whose}${error instanceof Error ? error.message : String(error)}` };
  }
}

/** @param size in bytes or characters */
export function sizeProblem(name: string | null, size: number): string {
  return `${name ?? 'The text'} has ${(size / 1e6).toFixed(1)} MB; a schedule takes less than ${LARGEST_TEXT / 1e6} MB. Choose the file that was saved here, or a table with fewer rows.`;
}

/** 0.00042 is "0.0005": rounded up to one figure, since it is said to be a bound. */
export function deviationText(deviation: number): string {
  if (deviation < 1e-6) return '0.000001';
  const unit = 10 ** Math.floor(Math.log10(deviation));
  return String(Number((Math.ceil(deviation / unit - 1e-9) * unit).toPrecision(1)));
}
