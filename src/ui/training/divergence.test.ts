import { describe, expect, it } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import { divergenceWords, remediesFor } from './divergence.ts';

describe('when the loss stopped being a number', () => {
  it('it is said what happened and where the run stands', () => {
    expect(divergenceWords({ at: 1812, step: 1640 })).toBe('The loss stopped being a number at step 1,812. Training paused, and the run went back to its last good weights, of step 1,640. Most often the learning rate is too high.');
    expect(divergenceWords({ at: 3, step: 0 })).toContain('went back to the beginning, for no good weights had been kept yet.');
  });

  it('half the learning rate is offered, and clipping where there is none that helps', () => {
    const { optimizer } = preset('two-moons');
    expect(remediesFor({ ...optimizer, learningRate: 0.0123, clipNorm: 0 })).toEqual({ learningRate: 0.00615, clipNorm: 1 });
    expect(remediesFor({ ...optimizer, learningRate: 1.5e-6, clipNorm: 0.5 })).toEqual({ learningRate: 1e-6, clipNorm: null });
    expect(remediesFor({ ...optimizer, learningRate: 1e-6, clipNorm: 5 })).toEqual({ learningRate: null, clipNorm: 1 });
  });
});
