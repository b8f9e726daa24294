import { describe, expect, it } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { floorSource, floorText, lossDomain, whyNotComparable } from './lossFloor.ts';

const moons = preset('two-moons');
const plain: Recipe = { ...moons, objective: { ...moons.objective, loss: 'mse', weighting: 'simple', density: 'uniform' } };
const of = (change: Partial<Recipe['objective']>) => whyNotComparable({ ...plain, objective: { ...plain.objective, ...change } });
const measured = (model: number[], floor: number[], error = 0.001) => ({
  model: Float64Array.from(model), floor: Float64Array.from(floor), modelError: Float64Array.from(model, () => error), floorError: Float64Array.from(floor, () => error),
});

describe('the loss floor', () => {
  it('shares a chart with the loss of training only where both are the plain squared error', () => {
    expect(whyNotComparable(plain)).toBeNull();
    expect(of({ loss: 'huber' })).toContain('not the squared error');
    expect(of({ weighting: 'min-snr' })).toContain('weights');
    expect(of({ density: 'importance' })).toContain('scaled down');
    const pictures = parseRecipe({ ...preset('tiny'), objective: plain.objective });
    expect(whyNotComparable({ ...pictures, data: { ...plain.data } })).toBeNull();
    expect(whyNotComparable(parseRecipe({ ...pictures, data: { ...pictures.data, conditional: true } }))).toContain('classes');
  });

  it('tells how far the model is above it, and where that cannot be told', () => {
    expect(floorText(measured([0.5, 0.61], [0.5, 0.5]))).toBe('Averaged over the noise levels, the error of the model is 0.555 and the floor 0.5: 11 % above what is possible.');
    expect(floorText(measured([1.5], [0.5]))).toMatch(/: 3 times what is possible\.$/);
    expect(floorText(measured([0.51], [0.5], 0.01))).toMatch(/no further apart/);
    expect(floorText(measured([0.3], [0.5]))).toMatch(/below the floor/);
    expect(floorText(measured([0.3], [0]))).toMatch(/nearly all of the error/);
  });

  it('says whose floor it is and what the model was looked at with', () => {
    const source = { description: 'the eight Gaussians themselves, in closed form', count: 1000, heldOut: true };
    expect(floorSource(source, false, 'the model after 20 steps')).toBe('Floor: the error of the perfect model, the eight Gaussians themselves, in closed form. Model: the model after 20 steps, on 1,000 points that it was never trained on.');
    expect(floorSource({ ...source, heldOut: false }, true, 'the model')).toContain('pictures of the training set');
  });

  it('has an axis that holds the curves, also on a logarithmic scale where some are 0', () => {
    const curve = { name: 'a', tone: 'first', x: [0, 1, 2], y: [0, 0.5, 2] } as const;
    expect(lossDomain([curve], false)[0]).toBe(0);
    expect(lossDomain([curve], false)[1]).toBeGreaterThan(2);
    const [low, high] = lossDomain([curve], true);
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(2);
    expect(lossDomain([], true)[0]).toBeGreaterThan(0);
  });
});
