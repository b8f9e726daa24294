import { describe, expect, it } from 'vitest';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { EMPTY_HISTORY, recordChange, redo, undo } from './history.ts';

const schedule = (timesteps: number): ScheduleRecipe => parseRecipe({ schedule: { kind: 'linear', timesteps } }).schedule;

describe('history', () => {
  it('makes one entry of a whole drag', () => {
    let history = recordChange(EMPTY_HISTORY, schedule(10), schedule(11), false);
    history = recordChange(history, schedule(11), schedule(12), false);
    history = recordChange(history, schedule(12), schedule(13), true);
    expect(history.past).toEqual([schedule(10)]);
    expect(undo(history, schedule(13))?.schedule).toEqual(schedule(10));
  });
  it('goes back and forth', () => {
    const history = recordChange(recordChange(EMPTY_HISTORY, schedule(10), schedule(20), true), schedule(20), schedule(30), true);
    const back = undo(history, schedule(30));
    expect(back?.schedule.timesteps).toBe(20);
    const forth = back && redo(back.history, back.schedule);
    expect(forth?.schedule.timesteps).toBe(30);
    expect(forth?.history.past).toHaveLength(2);
  });
  it('forgets the future after a new change', () => {
    const back = undo(recordChange(EMPTY_HISTORY, schedule(10), schedule(20), true), schedule(20));
    expect(back && recordChange(back.history, back.schedule, schedule(40), true).future).toEqual([]);
  });
  it('leaves no entry where nothing changed', () => {
    expect(recordChange(recordChange(EMPTY_HISTORY, schedule(10), schedule(11), false), schedule(11), schedule(10), true)).toEqual(EMPTY_HISTORY);
  });
  it('has nothing to give at its ends', () => {
    expect(undo(EMPTY_HISTORY, schedule(10))).toBeNull();
    expect(redo(EMPTY_HISTORY, schedule(10))).toBeNull();
  });
});
