/** A schedule as a JSON file of its own: what it is, a version, and the recipe's schedule. */
import type { Problem } from './fields.ts';
import { shown } from './fields.ts';
import { firstJsonMistake, placeAt } from './jsonPlace.ts';
import type { DataRecipe, ScheduleRecipe } from './recipe.ts';
import { parseSchedule } from './scheduleFields.ts';

const WHAT = 'noise schedule of Diffusion Playground';
const VERSION = 1;

export function printScheduleJson(schedule: ScheduleRecipe): string {
  return `${JSON.stringify({ what: WHAT, version: VERSION, schedule }, null, 2)}\n`;
}

/**
 * Reads a file as `printScheduleJson` writes it, a whole recipe (its schedule is taken) or the bare object of a schedule.
 * @param data whose units the schedule is for: they give the default of sigma_data
 * @throws Error with a sentence that says what is wrong, where (line and column) and what to do
 */
export function parseScheduleJson(text: string, data: DataRecipe): ScheduleRecipe {
  const value = parsed(text);
  if (!isRecord(value)) throw new Error(`The file holds ${shown(value)}; a schedule is an object, such as {"kind": "linear"}.`);
  const { what, version, schedule: inner } = value;
  if (what !== undefined && what !== WHAT) throw new Error(`${at(text, 'what')}the file calls itself ${shown(what)}; a schedule saved here is called "${WHAT}". Choose another file, or take this line out.`);
  if (version !== undefined && version !== VERSION) throw new Error(`${at(text, 'version')}version is ${shown(version)}; this page reads version ${VERSION}. Reload the page to get its newest version, or save the file anew.`);
  if (inner === undefined && !('kind' in value)) throw new Error('There is no "schedule" in this file, and no "kind" of one; save one from here to see what it looks like.');
  const problems: Problem[] = [];
  const schedule = parseSchedule(inner ?? value, 'schedule', problems, data);
  const [first] = problems;
  if (first) {
    const more = problems.length > 1 ? ` And ${problems.length - 1} more ${problems.length > 2 ? 'things are' : 'thing is'} wrong further on.` : '';
    throw new Error(`${at(text, keyOf(first.path))}${first.message}${more}`);
  }
  return schedule;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    const mistake = firstJsonMistake(text) ?? text.length;
    const { line, column } = placeAt(text, mistake);
    const found = mistake >= text.length ? 'the text ends too early' : `“${Array.from(text.slice(mistake, mistake + 20))[0] ?? ''}” cannot stand here`;
    throw new Error(`Line ${line}, column ${column}: this is not JSON, ${found}. Look for a missing comma, quote or bracket just before.`);
  }
}

/** 'schedule.points[3]' is about "points". */
function keyOf(path: string): string {
  return /^schedule\.(\w+)/.exec(path)?.[1] ?? 'schedule';
}

/** The place of a key as the beginning of a sentence; nothing where the file does not have it. */
function at(text: string, key: string): string {
  const offset = text.lastIndexOf(`"${key}"`);
  if (offset < 0) return '';
  const { line, column } = placeAt(text, offset);
  return `Line ${line}, column ${column}: `;
}
