import { expect, test } from 'vitest';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { preset } from '../../recipe/presets.ts';
import { scheduleOfKind } from '../../recipe/relevance.ts';
import { comparable, isSameCompared, overlaysOf } from './overlays.ts';

const { schedule } = preset('two-moons');

test('kinds take the present T, own schedules keep theirs, and one that is gone is left out', () => {
  const saved = [{ name: 'mine', schedule: { ...scheduleOfKind('edm', schedule), timesteps: 30 } }];
  const overlays = overlaysOf([{ kind: 'linear' }, { saved: 'mine' }, { saved: 'gone' }], saved, schedule, 80);
  expect(overlays.map(({ name, table }) => [name, table.timesteps])).toEqual([['Linear', 80], ['mine', 30]]);
  expect(overlays[0]?.table).toEqual(makeNoiseTable({ ...scheduleOfKind('linear', schedule), timesteps: 80 }));
});

test('an own schedule that is called like a kind is another one', () => {
  expect(isSameCompared({ kind: 'linear' }, { saved: 'linear' })).toBe(false);
  expect(isSameCompared({ saved: 'a' }, { saved: 'a' })).toBe(true);
  expect(comparable([{ name: 'linear', schedule }]).at(-1)).toEqual({ saved: 'linear' });
  expect(comparable([])).toHaveLength(10);
});
