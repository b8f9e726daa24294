import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { formulaMathml, symbolMathml } from '../../diffusion/mathml.ts';
import { scheduleFormula, shiftFormula, zeroTerminalSnrFormula } from '../../diffusion/scheduleFormulas.ts';
import { scheduleChoices } from '../../diffusion/scheduleOptions.ts';
import { mathOf } from './mathElements.ts';

describe('mathOf', () => {
  it('makes elements of MathML, one for each node', () => {
    expect(renderToStaticMarkup(mathOf(formulaMathml('α_t', 'sqrt(ᾱ_t) / 2'), 'block'))).toBe(
      '<math display="block"><mrow><msub><mi>α</mi><mi>t</mi></msub><mo>=</mo>' +
        '<mfrac><msqrt><msub><mi>ᾱ</mi><mi>t</mi></msub></msqrt><mn>2</mn></mfrac></mrow></math>',
    );
    expect(renderToStaticMarkup(mathOf(symbolMathml('σ_min'), 'inline'))).toBe('<math display="inline"><msub><mi>σ</mi><mtext>min</mtext></msub></math>');
  });

  it('draws every formula of a schedule', () => {
    const formulas = [...scheduleChoices.flatMap(({ value }) => [scheduleFormula(value), scheduleFormula(value, 'alpha-bar')]), shiftFormula, zeroTerminalSnrFormula];
    for (const { lines, symbols } of formulas) {
      for (const { left, right } of lines) expect(renderToStaticMarkup(mathOf(formulaMathml(left, right), 'block'))).toMatch(/^<math display="block"><mrow>.*<mo>=<\/mo>.*<\/mrow><\/math>$/u);
      for (const { symbol } of symbols) expect(renderToStaticMarkup(mathOf(symbolMathml(symbol), 'inline'))).toMatch(/^<math display="inline"><m(i|sub)>/u);
    }
  });
});
