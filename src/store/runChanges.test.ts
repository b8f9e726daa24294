import { describe, expect, it } from 'vitest';
import { recipe } from './fixtures/loadedStore.ts';
import { changesUpTo, type RunChange, withChange } from './runChanges.ts';

const rated = (learningRate: number) => ({ ...recipe, optimizer: { ...recipe.optimizer, learningRate } });
const drawn = (timesteps: number) => ({ ...recipe, schedule: { ...recipe.schedule, timesteps } });
const change = (step: number, at: number, before = recipe, after = rated(5e-4)): RunChange => ({ step, before, after, at });

describe('what was changed while it ran', () => {
  it('is told with its step', () => {
    const later = { ...rated(5e-4), training: { ...recipe.training, batch: 64 } };
    const changes = withChange(withChange([], change(10, 0)), change(300, 9000, rated(5e-4), later));
    expect(changes.map(({ step, before, after }) => [step, before.optimizer.learningRate, after.training.batch])).toEqual([[10, 1e-3, 512], [300, 5e-4, 64]]);
  });

  it('is one change while a slider or a point of the schedule is dragged', () => {
    const dragged = withChange(withChange([], change(10, 0)), change(20, 100, rated(5e-4), rated(4e-4)));
    expect(dragged).toEqual([{ step: 20, before: recipe, after: rated(4e-4), at: 100 }]);
    expect(withChange(dragged, change(90, 5000, rated(4e-4), rated(3e-4)))).toHaveLength(2);
    expect(withChange(withChange([], change(10, 0, recipe, drawn(90))), change(12, 10, drawn(90), drawn(80)))).toHaveLength(1);
    expect(withChange(withChange([], change(10, 0)), change(12, 10, recipe, drawn(80)))).toHaveLength(2);
  });

  it('is none when it is taken back before a step was trained with it', () => {
    expect(withChange(withChange([], change(10, 0)), change(10, 9000, rated(5e-4), recipe))).toEqual([]);
  });

  it('holds from the step to which the run goes back', () => {
    const changes = [change(10, 0), change(50, 1)];
    expect(changesUpTo(changes, 50)).toBe(changes);
    expect(changesUpTo(changes, 30).map(({ step }) => step)).toEqual([10, 30]);
  });
});
