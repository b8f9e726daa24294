import { expect, it } from 'vitest';
import { combinationProblems } from '../../recipe/combinations.ts';
import { preset } from '../../recipe/presets.ts';
import { problemText } from './problemText.ts';

const moons = preset('two-moons');
const sentences = (change: Partial<typeof moons>): string[] => combinationProblems({ ...moons, ...change }).map(problemText);

it('names controls as the page does', () => {
  expect(sentences({ sampling: { ...moons.sampling, guidanceFrom: 0.8, guidanceTo: 0.5 } })).toEqual(['Guidance from is 0.8; it takes at most Guidance to, which is 0.5.']);
  expect(sentences({ objective: { ...moons.objective, offsetNoise: 0.1 } })[0]).toMatch(/^Offset noise is 0.1; it takes 0 for data of kind two-moons/);
});

it('names answers as the page does', () => {
  const tiny = preset('tiny');
  const [problem] = combinationProblems({ ...tiny, objective: { ...tiny.objective, variance: 'learned', loss: 'l1' } }).map(problemText);
  expect(problem).toBe('Loss is "Absolute error"; a learned variance goes with "Squared error" alone, since it is learnt from the bound, which is made of squared errors.');
});

it('names lists as the page does', () => {
  expect(sentences({ sampling: { ...moons.sampling, weights: 'average2' } })).toEqual(['Weights is "2nd average", but training keeps one average; add a decay to Further averages, or take an average that there is.']);
});

it('names whole parts where no single control is to blame', () => {
  const nothing = { ...moons.objective, weighting: 'hand-drawn' as const, share: [{ u: 0, value: 0 }, { u: 1, value: 0 }] };
  expect(sentences({ objective: nothing })[0]).toMatch(/^What is learnt: No noise level/);
});
