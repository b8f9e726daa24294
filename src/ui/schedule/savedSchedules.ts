/** A person's own schedules as they are kept between visits: text in, text out; where the text lies is not known here. */
import type { Problem } from '../../recipe/fields.ts';
import type { DataRecipe, ScheduleRecipe } from '../../recipe/recipe.ts';
import { parseSchedule } from '../../recipe/scheduleFields.ts';

export const MOST_SAVED = 50;
export const LONGEST_NAME = 40;
const VERSION = 1;

export interface SavedSchedule { name: string; schedule: ScheduleRecipe }

export interface Shelf {
  saved: readonly SavedSchedule[];
  /** What could not be read, as it is: kept until the person throws it away. */
  unread: readonly unknown[];
  /** A sentence about each of them. */
  problems: readonly string[];
}

export const EMPTY_SHELF: Shelf = { saved: [], unread: [], problems: [] };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param text as `printShelf` writes it; null where nothing was kept yet */
export function readShelf(text: string | null, data: DataRecipe): Shelf {
  if (text === null) return EMPTY_SHELF;
  const value = parsed(text);
  if (!isRecord(value) || !Array.isArray(value['schedules']) || value['version'] !== VERSION) {
    const why = isRecord(value) && typeof value['version'] === 'number' && value['version'] > VERSION
      ? `is of version ${value['version']}, which a newer page has written`
      : 'is damaged';
    return { saved: [], unread: [value], problems: [`The list of saved schedules ${why} and cannot be read.`] };
  }
  const saved: SavedSchedule[] = [];
  const unread: unknown[] = [];
  const problems: string[] = [];
  value['schedules'].forEach((entry: unknown, i) => {
    const read = readEntry(entry, i, data);
    const isExtra = 'schedule' in read && (saved.length >= MOST_SAVED || saved.some(({ name }) => name === read.name));
    if ('schedule' in read && !isExtra) {
      saved.push(read);
      return;
    }
    unread.push(entry);
    problems.push('schedule' in read ? `“${read.name}” was left out: ${saved.length >= MOST_SAVED ? `the most is ${MOST_SAVED}` : 'there is another of this name'}.` : read.problem);
  });
  return { saved, unread, problems };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

function readEntry(entry: unknown, index: number, data: DataRecipe): SavedSchedule | { problem: string } {
  const name = isRecord(entry) && typeof entry['name'] === 'string' ? entry['name'].trim() : '';
  const whose = name === '' ? `Saved schedule ${index + 1}` : `“${name.slice(0, LONGEST_NAME)}”`;
  if (!isRecord(entry) || name === '' || name.length > LONGEST_NAME) return { problem: `${whose} was left out: it has no name of 1 to ${LONGEST_NAME} characters.` };
  const problems: Problem[] = [];
  const schedule = parseSchedule(entry['schedule'] ?? null, 'schedule', problems, data);
  return problems[0] ? { problem: `${whose} was left out: ${problems[0].message}` } : { name, schedule };
}

/** Names and schedules, and with them what could not be read. */
export function printShelf({ saved, unread }: Pick<Shelf, 'saved' | 'unread'>): string {
  return JSON.stringify({ version: VERSION, schedules: [...saved, ...unread] });
}

/** Why a schedule cannot have this name, in a sentence; null where it can. @param taken names of the others */
export function nameProblem(name: string, taken: readonly string[]): string | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'Give it a name, such as “gentle start”.';
  if (trimmed.length > LONGEST_NAME) return `The name has ${trimmed.length} characters; the most is ${LONGEST_NAME}.`;
  return taken.includes(trimmed) ? `There is a schedule named “${trimmed}” already; choose another name.` : null;
}

/** The shelf with a schedule at its end, or in place of the one with this name. @throws Error with a sentence when it is full */
export function kept(saved: readonly SavedSchedule[], name: string, schedule: ScheduleRecipe): SavedSchedule[] {
  const entry = { name: name.trim(), schedule };
  const at = saved.findIndex((one) => one.name === entry.name);
  if (at >= 0) return saved.with(at, entry);
  if (saved.length >= MOST_SAVED) throw new Error(`${MOST_SAVED} schedules are kept already; delete one first, or save this one as a file.`);
  return [...saved, entry];
}

/** A name that is free: the wanted one, or with a number behind it. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const name = `${wanted} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** Whether two schedules are the same in every number. */
export function isSameSchedule(one: ScheduleRecipe, other: ScheduleRecipe): boolean {
  const entries = (schedule: ScheduleRecipe): string => JSON.stringify(Object.entries(schedule).sort(([a], [b]) => (a < b ? -1 : 1)));
  return one.kind === other.kind && one.timesteps === other.timesteps && entries(one) === entries(other);
}
