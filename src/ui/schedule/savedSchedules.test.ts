import { describe, expect, test } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import { scheduleOfKind } from '../../recipe/relevance.ts';
import { EMPTY_SHELF, freeName, isSameSchedule, kept, MOST_SAVED, nameProblem, printShelf, readShelf } from './savedSchedules.ts';

const { schedule, data } = preset('two-moons');
const linear = scheduleOfKind('linear', schedule);
const saved = [{ name: 'first', schedule }, { name: 'straight', schedule: linear }];

describe('saved schedules', () => {
  test('come back as they were', () => {
    expect(readShelf(printShelf({ saved, unread: [] }), data)).toEqual({ saved, unread: [], problems: [] });
    expect(readShelf(null, data)).toEqual(EMPTY_SHELF);
  });

  test('a corrupt one is left out with a sentence and not lost', () => {
    const bad = { name: 'odd', schedule: { kind: 'linear', timesteps: 5 } };
    const shelf = readShelf(JSON.stringify({ version: 1, schedules: [saved[0], bad, { schedule }, saved[0], saved[1]] }), data);
    expect(shelf.saved).toEqual(saved);
    expect(shelf.problems).toEqual([
      '“odd” was left out: schedule.timesteps is 5; it takes a whole number from 10 to 1000.',
      'Saved schedule 3 was left out: it has no name of 1 to 40 characters.',
      '“first” was left out: there is another of this name.',
    ]);
    const again = readShelf(printShelf(shelf), data);
    expect(again.unread).toEqual([bad, { schedule }, saved[0]]);
    expect(again.saved).toEqual(saved);
  });

  test.each([
    ['{"version": 1, "sched', 'is damaged and cannot be read'],
    ['[]', 'is damaged and cannot be read'],
    ['{"version": 2, "schedules": []}', 'is of version 2, which a newer page has written'],
  ])('a list that cannot be read, %s, is kept beside the next one', (text, sentence) => {
    const shelf = readShelf(text, data);
    expect(shelf.saved).toEqual([]);
    expect(shelf.problems).toEqual([expect.stringContaining(sentence)]);
    const next = readShelf(printShelf({ ...shelf, saved: kept(shelf.saved, 'new', schedule) }), data);
    expect(next.saved).toEqual([{ name: 'new', schedule }]);
    expect(next.unread).toEqual(shelf.unread);
  });

  test('more than fifty are not kept', () => {
    const many = Array.from({ length: MOST_SAVED }, (_, i) => ({ name: `s${i}`, schedule }));
    expect(() => kept(many, 'one more', schedule)).toThrow('50 schedules are kept already; delete one first');
    expect(kept(many, 's3', linear)[3]).toEqual({ name: 's3', schedule: linear });
    const shelf = readShelf(printShelf({ saved: [...many, { name: 'x', schedule }], unread: [] }), data);
    expect(shelf.saved).toHaveLength(MOST_SAVED);
    expect(shelf.problems).toEqual(['“x” was left out: the most is 50.']);
  });

  test('names', () => {
    expect(nameProblem('  ', [])).toContain('Give it a name');
    expect(nameProblem('x'.repeat(41), [])).toContain('41 characters; the most is 40');
    expect(nameProblem(' first ', ['first'])).toContain('“first” already');
    expect(nameProblem('second', ['first'])).toBeNull();
    expect(freeName('mine', ['mine', 'mine 2'])).toBe('mine 3');
    expect(freeName('mine', [])).toBe('mine');
  });

  test('the same numbers in another order are the same schedule', () => {
    const { kind, ...rest } = schedule;
    expect(isSameSchedule(schedule, { ...rest, kind })).toBe(true);
    expect(isSameSchedule(schedule, { ...schedule, shift: 2 })).toBe(false);
  });
});
