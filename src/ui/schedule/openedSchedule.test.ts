import { describe, expect, test } from 'vitest';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { preset } from '../../recipe/presets.ts';
import { scheduleOfKind } from '../../recipe/relevance.ts';
import { printPointsCsv } from '../../recipe/pointsCsv.ts';
import { printScheduleCsv } from '../../recipe/scheduleCsv.ts';
import { printScheduleJson } from '../../recipe/scheduleJson.ts';
import { deviationText, openSchedule } from './openedSchedule.ts';

const { schedule: usual, data } = preset('two-moons');
const open = (text: string, name: string | null = null) => openSchedule(text, name, usual, data);

describe('a schedule that is opened', () => {
  test('JSON is taken as it is', () => {
    const schedule = { ...scheduleOfKind('edm', usual), timesteps: 77 };
    expect(open(`\ufeff${printScheduleJson(schedule)}`, 'mine.json')).toEqual({ schedule, told: 'mine.json: the schedule is here as it was saved, with T = 77.' });
  });

  test('a table becomes a drawing, and says how near it is', () => {
    const table = makeNoiseTable({ ...scheduleOfKind('sigmoid', usual), timesteps: 120 });
    const opened = open(printScheduleCsv(table));
    if ('problem' in opened) throw new Error(opened.problem);
    expect(opened.schedule).toMatchObject({ kind: 'hand-drawn', timesteps: 120 });
    expect(opened.told).toMatch(/^Read 120 rows, levels from alpha_bar\. \d+ points were laid through them; its ᾱ keeps within 0\.00\d+ of the table\.$/);
  });

  test('points with slopes are taken as they are', () => {
    const schedule = { ...scheduleOfKind('hand-drawn', usual), space: 'log-snr' as const, points: [{ u: 0, value: 8 }, { u: 0.3, value: 2, slope: -7.5 }, { u: 1, value: -9, slope: 0 }] };
    expect(open(printPointsCsv(schedule), 'points.csv')).toEqual({ schedule, told: 'points.csv: Read 3 points, 2 of them with a slope of their own.' });
  });

  test('what will not do is told with the name of the file', () => {
    expect(open('t,alpha_bar\n0,1\n1,x', 'bad.csv')).toEqual({ problem: 'bad.csv: Line 3, column 2 (alpha_bar): “x” is not a number; use digits with a point, such as 0.25.' });
    expect(open('x'.repeat(1_200_000))).toEqual({ problem: 'The text has 1.2 MB; a schedule takes less than 1 MB. Choose the file that was saved here, or a table with fewer rows.' });
    expect(open('{"kind": "linear", ')).toEqual({ problem: 'Line 1, column 20: this is not JSON, the text ends too early. Look for a missing comma, quote or bracket just before.' });
  });

  test('deviations are rounded up', () => {
    expect([0, 0.00042, 0.0004, 0.0187, 0.97].map(deviationText)).toEqual(['0.000001', '0.0005', '0.0004', '0.02', '1']);
  });
});
