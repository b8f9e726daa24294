import { describe, expect, it } from 'vitest';
import type { Likelihood } from '../../protocol/messages.ts';
import { preset } from '../../recipe/presets.ts';
import { effortWarning, likelihoodContext, requestOf, usualSettings } from './likelihoodRequest.ts';
import { likelihoodSentence, natsOf, partsOf, termCurves, withError } from './likelihoodText.ts';
import { isClosedForm, memoryNote, perfectModelText } from './perfectModel.ts';

const points = { pictures: false, timesteps: 200, learned: false };
const pictures = { pictures: true, timesteps: 200, learned: false };
const result: Likelihood = {
  method: 'bound', of: 'model', bits: 1.5, standardError: 0.0234, prior: 0.1, logDensity: null, count: 1000, heldOut: true, evaluations: 3, trainedSteps: 7, milliseconds: 1,
  terms: [{ t: 0, bits: -1, standardError: 0.1, standsFor: 1 }, { t: 3, bits: 0.2, standardError: 0.01, standsFor: 5 }, { t: 9, bits: 0.28, standardError: 0.01, standsFor: 5 }],
};

describe('a request for a likelihood', () => {
  it('measures all of points, and exactly', () => {
    const usual = usualSettings(points);
    expect(requestOf(usual, points)).toEqual({ method: 'bound', of: 'model', count: 500, seed: 1, variance: 'small', levels: null });
    expect(requestOf({ ...usual, method: 'ode' }, points)).toEqual({ method: 'ode', of: 'model', count: 500, seed: 1, tolerance: 1e-4, probes: null });
    expect(requestOf({ ...usual, method: 'ode', exact: false, probes: 4 }, points)).toMatchObject({ probes: 4 });
    expect(requestOf({ ...usual, levels: 30 }, points)).toMatchObject({ levels: 30 });
    expect(requestOf({ ...usual, levels: 199 }, points)).toMatchObject({ levels: null });
  });
  it('leaves out what does not go with the recipe or with whom is asked', () => {
    const usual = usualSettings({ ...pictures, learned: true });
    expect(usual.variance).toBe('learned');
    expect(requestOf(usual, pictures)).toMatchObject({ variance: 'small' });
    expect(requestOf({ ...usual, of: 'ideal' }, { ...pictures, learned: true })).toMatchObject({ variance: 'small' });
    expect(requestOf({ ...usual, method: 'ode', exact: true }, pictures)).toMatchObject({ probes: 1 });
    expect(requestOf({ ...usual, method: 'ode', of: 'ideal' }, pictures), 'which knows its divergence').toMatchObject({ probes: null });
    expect(likelihoodContext(preset('tiny'))).toMatchObject({ pictures: true, learned: false });
  });
  it('warns of what takes long', () => {
    const usual = usualSettings(pictures);
    expect(effortWarning(usualSettings(points), points)).toBeNull();
    expect(effortWarning(usual, pictures)).toBeNull();
    expect(effortWarning({ ...usual, method: 'ode' }, pictures)).toMatch(/about 7,000 pictures through the network and may take minutes; fewer pictures or a larger tolerance/);
    expect(effortWarning({ ...usual, count: 100 }, pictures)).toMatch(/about 5,000 .* or noise levels/);
    expect(effortWarning({ ...usual, method: 'ode', of: 'ideal' }, pictures)).toMatch(/whole training set about 2,000 times/);
  });
});

describe('a likelihood in words', () => {
  it('has as many digits as its error leaves standing', () => {
    expect([withError(1.53412, 0.0312), withError(-1.5, 0.4), withError(3, NaN), withError(2, 0.00123)]).toEqual(['1.534 ± 0.031', '−1.50 ± 0.40', '3.000', '2.0000 ± 0.0012']);
    expect(natsOf({ bits: 1, standardError: 0.1 }, 2)).toBe('1.39 ± 0.14');
  });
  it('says what was measured, on what, and whether it is a bound', () => {
    expect(likelihoodSentence(result, 2, false)).toBe('The model needs at most 1.500 ± 0.023 bits a dimension (2.079 ± 0.032 nats a point): an upper bound, measured on 1,000 points that the model was never trained on.');
    expect(likelihoodSentence({ ...result, method: 'ode', of: 'ideal', heldOut: false }, 64, true)).toMatch(/^The perfect model needs 1\.500 .* nats a picture\): an estimate of the density, measured on 1,000 pictures of the training set\.$/);
  });
  it('has parts that add up, and a curve of the steps', () => {
    const parts = partsOf(result);
    expect(parts).toEqual({ prior: 0.1, decoder: -1, steps: 5 * 0.2 + 5 * 0.28 });
    expect((parts?.prior ?? 0) + (parts?.decoder ?? 0) + (parts?.steps ?? 0)).toBeCloseTo(result.bits);
    expect(partsOf({ prior: null, terms: [] })).toBeNull();
    expect(termCurves([result])).toMatchObject([{ name: 'model', x: [3, 9], y: [0.2, 0.28] }]);
  });
});

describe('the perfect model', () => {
  it('is the closed form, or what it has seen', () => {
    const [gaussians, moons, digits] = [preset('eight-gaussians').data, preset('two-moons').data, preset('tiny').data];
    expect([isClosedForm(gaussians), isClosedForm(moons)]).toEqual([true, false]);
    expect(perfectModelText(gaussians)).toContain('closed form');
    expect(perfectModelText(moons)).toContain('training points again');
    expect(perfectModelText(digits)).toContain('training pictures again');
    expect(memoryNote(gaussians)).toBeNull();
    expect(memoryNote(digits)).toContain('pictures that are not in it');
  });
});
