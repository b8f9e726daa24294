import { describe, expect, it } from 'vitest';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { EMPTY_HISTORY, recordChange, redo, undo } from './history.ts';

const schedule = (timesteps: number): ScheduleRecipe => ({
  kind: 'linear', timesteps, betaStart: 1e-4, betaEnd: 0.02, zeroTerminalSnr: false, space: 'log-snr', points: [],
});

describe('history', () => {
  it('makes one entry of a whole drag', () => {
    let history = recordChange(EMPTY_HISTORY, schedule(10), false);
    history = recordChange(history, schedule(11), false);
    history = recordChange(history, schedule(12), true);
    expect(history.past).toEqual([schedule(10)]);
    expect(undo(history, schedule(13))?.schedule).toEqual(schedule(10));
  });
  it('goes back and forth', () => {
    const history = recordChange(recordChange(EMPTY_HISTORY, schedule(10), true), schedule(20), true);
    const back = undo(history, schedule(30));
    expect(back?.schedule.timesteps).toBe(20);
    const forth = back && redo(back.history, back.schedule);
    expect(forth?.schedule.timesteps).toBe(30);
    expect(forth?.history.past).toHaveLength(2);
  });
  it('forgets the future after a new change', () => {
    const back = undo(recordChange(EMPTY_HISTORY, schedule(10), true), schedule(20));
    expect(back && recordChange(back.history, back.schedule, true).future).toEqual([]);
  });
  it('has nothing to give at its ends', () => {
    expect(undo(EMPTY_HISTORY, schedule(10))).toBeNull();
    expect(redo(EMPTY_HISTORY, schedule(10))).toBeNull();
  });
});
