import { describe, expect, test } from 'vitest';
import { evaluate, parseExpression } from './expressions.ts';
import type { Scope } from './expressions.ts';
import { anyScheduleRecipe } from './fixtures/scheduleRecipe.ts';
import { formulaMathml, symbolMathml } from './mathml.ts';
import type { MathNode } from './mathml.ts';
import { noiseCellWidths } from './noiseCells.ts';
import { alpha, alphaBar, betas, sigma, snr } from './noiseTable.ts';
import { predictionFormula, weightingFormula } from './objectiveFormulas.ts';
import { target } from './predictions.ts';
import { scheduleFormula, shiftFormula, zeroTerminalSnrFormula } from './scheduleFormulas.ts';
import type { Formula } from './scheduleFormulas.ts';
import { makeNoiseTable } from './schedules.ts';
import { shapeFrom } from './scheduleSettings.ts';
import type { AnyScheduleRecipe } from './scheduleSettings.ts';
import { x0Weights } from './weightings.ts';
import type { Weighting } from './weightings.ts';

const kinds = ['linear', 'scaled-linear', 'quadratic', 'cosine', 'sigmoid', 'log-linear', 'laplace', 'edm', 'variance-exploding', 'flow', 'hand-drawn'] as const;
const predictions = ['epsilon', 'x0', 'v', 'score', 'flow', 'edm'] as const;

/** Adds what the lines define to a scope: `β_t` becomes a function of t, `f(s)` one of s, others numbers (or functions of t that are asked for). */
const define = (formula: Formula, scope: Scope): Scope =>
  formula.lines.reduce<Scope>((known, { left, right }) => {
    const [name, body] = [parseExpression(left), parseExpression(right)];
    if (name.kind === 'call') {
      const [argument] = name.values;
      if (argument?.kind !== 'symbol') throw new Error(`${left} is no function of one symbol.`);
      return { ...known, [name.name]: (value: number) => evaluate(body, { ...known, [argument.name]: value }) };
    }
    if (name.kind !== 'symbol') throw new Error(`${left} defines nothing.`);
    const { index } = name;
    if (index === 't') return { ...known, [name.name]: (value: number) => evaluate(body, { ...known, t: value }) };
    return { ...known, [left]: evaluate(body, known) };
  }, scope);

const at = (scope: Scope, name: string, t: number): number => evaluate(parseExpression(`${name}_t`), { ...scope, t });

const tags = (node: MathNode): string[] => [node.tag, ...('children' in node ? node.children.flatMap(tags) : [])];
const words = (node: MathNode): string => ('children' in node ? node.children.map(words).join('') : node.text);

/** Letters with an index, and functions, that a formula uses. */
const used = (formula: Formula): Set<string> =>
  new Set(formula.lines.flatMap(({ left, right }) => `${left} ${right}`.match(/\p{L}\p{M}*(?:\p{L}|\p{M}|′)*(?:_[\p{L}\p{N}]+)?/gu) ?? []));

describe.each(kinds)('%s', (kind) => {
  test('the formula is what the table holds', () => {
    const recipe: AnyScheduleRecipe = anyScheduleRecipe({ kind, timesteps: 1000, sigmaData: 0.5, laplaceMean: 0.5, laplaceScale: 0.9 });
    const table = makeNoiseTable(recipe);
    const shape = shapeFrom(recipe);
    const scope = define(scheduleFormula(kind), {
      T: 1000, β_start: recipe.betaStart, β_end: recipe.betaEnd, σ_min: shape.sigmaMin, σ_max: shape.sigmaMax, ρ: shape.rho, σ_data: 0.5, μ: 0.5, b: 0.9,
      // The usual points of the fixture: a straight line from 8 to -8.
      h: (u) => 8 - 16 * u,
    });
    for (const t of [0, 1, 137, 500, 862, 998, 999]) {
      // alpha_bar near 1 holds sigma^2 with an error of 2^-53, the longest product of betas one of 1000 times that.
      expect(Math.abs(at(scope, 'α', t) - alpha(table, t))).toBeLessThan(1e-9 * Math.max(1e-3, alpha(table, t)));
      expect(Math.abs(at(scope, 'σ', t) - sigma(table, t))).toBeLessThan(1e-9 * Math.max(1e-2, sigma(table, t)));
    }
  });

  test('every symbol is explained, and all of it can be drawn', () => {
    for (const formula of [scheduleFormula(kind), scheduleFormula(kind, 'alpha-bar')]) {
      const explained = new Set([...formula.symbols.map(({ symbol }) => symbol), 'i', 'β_i', 'π', 'sqrt', 'exp', 'ln', 'cos', 'sgn', 'min', 'prod', 'u_first', 'u_last']);
      expect([...used(formula)].filter((symbol) => !explained.has(symbol))).toEqual([]);
      for (const { left, right } of formula.lines) expect(tags(formulaMathml(left, right)).length).toBeGreaterThan(3);
      expect(formula.source.length).toBeGreaterThan(10);
    }
  });
});

test('shift and zero terminal SNR', () => {
  const plain = makeNoiseTable(anyScheduleRecipe({ timesteps: 100 }));
  const shifted = makeNoiseTable(anyScheduleRecipe({ timesteps: 100, shift: 3 }));
  const rescaled = makeNoiseTable(anyScheduleRecipe({ timesteps: 100, zeroTerminalSnr: true }));
  const scope: Scope = { ᾱ: (t) => alphaBar(plain, t), ᾱ_first: alphaBar(plain, 0), ᾱ_last: alphaBar(plain, 99), s: 3 };
  for (const t of [0, 33, 99]) {
    expect(at(define(shiftFormula, scope), 'ᾱ′', t)).toBeCloseTo(alphaBar(shifted, t), 13);
    expect(at(define(zeroTerminalSnrFormula, scope), 'ᾱ′', t)).toBeCloseTo(alphaBar(rescaled, t), 13);
  }
});

describe('predictions', () => {
  test.each(predictions)('%s: the target, and x0 back from it', (prediction) => {
    const [a, s, data, x0, noise] = [0.3, 1.7, 0.5, 0.8, -1.1];
    const scope: Scope = { α: a, σ: s, s: data, x_0: x0, ε: noise, x_t: a * x0 + s * noise };
    const goal = target(prediction, a, s, data);
    const formula = predictionFormula(prediction);
    const [first, back] = prediction === 'epsilon' ? [{ left: 'ε', right: 'ε' }, ...formula.lines] : [...formula.lines];
    const output = first ? evaluate(parseExpression(first.right), scope) : x0;
    expect(output).toBeCloseTo(goal.x0 * x0 + goal.epsilon * noise, 12);
    if (back && first) expect(evaluate(parseExpression(back.right), { ...scope, [first.left]: output })).toBeCloseTo(x0, 12);
    const explained = new Set([...formula.symbols.map(({ symbol }) => symbol), 'sqrt']);
    expect([...used(formula)].filter((symbol) => !explained.has(symbol))).toEqual([]);
  });
});

describe('weightings', () => {
  const table = makeNoiseTable(anyScheduleRecipe({ timesteps: 100 }));
  const widths = noiseCellWidths(table);
  test.each([
    { kind: 'bound' }, { kind: 'max-likelihood' }, { kind: 'min-snr' }, { kind: 'soft-min-snr' }, { kind: 'p2' }, { kind: 'edm' },
    { kind: 'score-matching', lambda: 'sigma-squared' }, { kind: 'score-matching', lambda: 'one' }, { kind: 'score-matching', lambda: 'g-squared' },
  ] as const satisfies readonly Weighting[])('%o', (weighting) => {
    const formula = weightingFormula(weighting.kind, 'lambda' in weighting ? weighting.lambda : undefined);
    const right = formula?.lines[0]?.right ?? '';
    const weights = x0Weights(weighting, table, 0.5);
    for (const t of [1, 20, 60, 99]) {
      const scope: Scope = { S: snr(table, t), S_before: snr(table, t - 1), γ: weighting.kind === 'min-snr' ? 5 : weighting.kind === 'p2' ? 1 : 4, k: 1, s: 0.5, h: widths[t] ?? 0, T: 100, σ: sigma(table, t) };
      expect(evaluate(parseExpression(right), scope) / (weights[t] ?? 0)).toBeCloseTo(1, 9);
    }
  });

  test('those without a formula on x0', () => {
    expect(weightingFormula('simple')).toBeNull();
    expect(weightingFormula('hand-drawn')).toBeNull();
  });
});

describe('expressions', () => {
  test.each([
    ['1 + 2 * 3 - 4 / 2', 5], ['-2^2', -4], ['2^-1', 0.5], ['2^3^2', 512], ['8 / 2 * 3', 12], ['8 / 2 / 2', 2], ['|1 - 3|', 2], ['(1 + 2) * 3', 9],
    ['min(3, 1, 2)', 1], ['sqrt(16) * sgn(-3)', -4], ['prod(i, 1, 4, i)', 24], ['exp(ln(2)) * cos(π)', -2], ['0.5 * x_min', 1.5], ['-(1 + 1)', -2],
  ])('%s is %d', (text, value) => {
    expect(evaluate(parseExpression(text), { x_min: 3 })).toBeCloseTo(value, 14);
  });

  test('are drawn as people write them', () => {
    expect(words(formulaMathml('ᾱ_t', 'prod(i, 0, t, 1 - β_i)'))).toBe('ᾱt=∏i=0t(1−βi)');
    expect(words(formulaMathml('f(s)', 'cos(s / 2)^2')).replaceAll('\u2061', '')).toBe('f(s)=cos2(s2)');
    expect(words(formulaMathml('r', 'a^(t / (T - 1))')), 'fractions in small print have a slash').toBe('r=at/(T−1)');
    expect(words(formulaMathml('u', 'exp(-μ / b) / 2')).replaceAll('\u2061', '')).toBe('u=exp(−μ/b)2');
    expect(words(formulaMathml('λ', 'b * ln(2)')).replaceAll(/[\u2061\u2062]/g, ''), 'names of functions stand apart').toBe('λ=b\u2009ln(2)');
    expect(tags(formulaMathml('y', '(a + b) / sqrt(c)^2'))).toEqual(['mrow', 'mi', 'mo', 'mfrac', 'mrow', 'mi', 'mo', 'mi', 'msup', 'mrow', 'mo', 'msqrt', 'mi', 'mo', 'mn']);
    expect(symbolMathml('σ_min')).toEqual({ tag: 'msub', children: [{ tag: 'mi', text: 'σ' }, { tag: 'mtext', text: 'min' }] });
    expect(words(formulaMathml('y', '3 * (a + b) * x^2')).replaceAll('\u2062', '')).toBe('y=3(a+b)x2');
  });

  test('what is no formula gets a sentence', () => {
    expect(() => parseExpression('1 +')).toThrow('there should be a number or a symbol');
    expect(() => parseExpression('(1 + 2')).toThrow('there should be ")"');
    expect(() => parseExpression('1 2')).toThrow('"2" too much');
    expect(() => parseExpression('a $ b')).toThrow('nothing can be made of');
    expect(() => evaluate(parseExpression('a_b'), {})).toThrow('The symbol a_b is not given.');
    expect(() => evaluate(parseExpression('g(1)'), {})).toThrow('The function g is not given.');
  });
});

test('betas of the formulas are those of the table', () => {
  const table = makeNoiseTable(anyScheduleRecipe({ kind: 'cosine' }));
  const scope = define(scheduleFormula('cosine'), { T: 1000 });
  for (const t of [0, 500, 999]) expect(at(scope, 'β', t)).toBeCloseTo(betas(table)[t] ?? 0, 10);
});
