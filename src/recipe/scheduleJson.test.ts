import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preset } from './presets.ts';
import type { ScheduleRecipe } from './recipe.ts';
import { scheduleOfKind } from './relevance.ts';
import { scheduleKinds } from './names.ts';
import { parseScheduleJson, printScheduleJson } from './scheduleJson.ts';

const { schedule: usual, data } = preset('two-moons');
const parse = (text: string) => parseScheduleJson(text, data);

const points = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 64 }).chain((places) => fc.tuple(
  ...[...places].sort((a, b) => a - b).map((place) => fc.tuple(fc.double({ min: -20, max: 20, noNaN: true }), fc.option(fc.integer({ min: -500, max: 500 })))
    .map(([value, slope]) => ({ u: place / 1000, value: value === 0 ? 0 : value, ...(slope === null ? {} : { slope }) }))),
));
const schedules: fc.Arbitrary<ScheduleRecipe> = fc.record({
  kind: fc.constantFrom(...scheduleKinds), timesteps: fc.integer({ min: 10, max: 1000 }), points, shift: fc.double({ min: 0.05, max: 20, noNaN: true }),
}).map(({ kind, ...numbers }) => ({ ...scheduleOfKind(kind, usual), ...numbers }));

describe('a schedule as JSON', () => {
  test('comes back as it was', () => {
    fc.assert(fc.property(schedules, (schedule) => {
      expect(parse(printScheduleJson(schedule))).toEqual(schedule);
    }), { numRuns: 60 });
  });

  test('is taken from a whole recipe, and bare', () => {
    expect(parse(JSON.stringify(preset('two-moons')))).toEqual(usual);
    expect(parse('{"kind": "linear"}')).toMatchObject({ kind: 'linear', timesteps: 200 });
  });

  test.each([
    ['{\n  "kind": "linear"\n  "timesteps": 100\n}', 'Line 3, column 3: this is not JSON, “"” cannot stand here. Look for a missing comma, quote or bracket just before.'],
    ['{"schedule": {', 'Line 1, column 15: this is not JSON, the text ends too early.'],
    ['{\n "schedule": {\n  "kind": "linear",\n  "timesteps": 3 } }', 'Line 4, column 3: schedule.timesteps is 3; it takes a whole number from 10 to 1000.'],
    ['{\n "schedule": {\n  "kind": "straight" } }', 'Line 3, column 3: schedule.kind is "straight"; it takes one of linear,'],
    ['{"kind": "linear", "betaStart": 0.3, "betaEnd": 0.1}', 'schedule.betaStart is 0.3; it takes at most'],
    ['{"kind": "linear", "colour": "red", "rho": 0}', '1 more thing is wrong further on.'],
    ['{"kind": "hand-drawn", "points": [{"u": 0, "value": 9, "slope": "steep"}, {"u": 1, "value": -9}]}', 'and, if wanted, "slope": a number.'],
    ['{"what": "a recipe of bread", "schedule": {}}', 'Line 1, column 2: the file calls itself "a recipe of bread"'],
    ['{"version": 2, "schedule": {}}', 'Line 1, column 2: version is 2; this page reads version 1.'],
    ['{"a": 1}', 'There is no "schedule" in this file'],
    ['[1, 2]', 'The file holds [1,2]; a schedule is an object'],
    ['{"schedule": 7}', 'schedule is 7; it takes an object with fields.'],
  ])('%j is explained', (text, sentence) => {
    expect(() => parse(text)).toThrow(sentence);
  });
});
