/** Formulas as trees of MathML elements, which a page can make one by one: no markup in strings. */
import { parseExpression } from './expressions.ts';
import type { Expression } from './expressions.ts';

/** A token element with its text, or an element with children; names as in MathML Core. A tight operator has no space round it. */
export type MathNode =
  | { readonly tag: 'mi' | 'mn' | 'mo' | 'mtext'; readonly text: string; readonly tight?: true }
  | { readonly tag: 'mrow' | 'mfrac' | 'msqrt' | 'msup' | 'msub' | 'munderover'; readonly children: readonly MathNode[] };

const mi = (text: string): MathNode => ({ tag: 'mi', text });
const mo = (text: string): MathNode => ({ tag: 'mo', text });
const row = (...children: MathNode[]): MathNode => ({ tag: 'mrow', children });
const bracketed = (inside: MathNode): MathNode => row(mo('('), inside, mo(')'));

/** A product without a sign; a screen reader says "times". */
const TIMES = mo('\u2062');
/** Between a function and its argument; a screen reader says "of". */
const APPLY = mo('\u2061');
const THIN_SPACE: MathNode = { tag: 'mtext', text: '\u2009' };
const SLASH: MathNode = { tag: 'mo', text: '/', tight: true };
const MINUS = mo('\u2212');

/** The formula `left = right` as MathML. */
export function formulaMathml(left: string, right: string): MathNode {
  return row(layout(parseExpression(left)), mo('='), layout(parseExpression(right)));
}

/** A symbol such as `σ_min` as MathML. */
export function symbolMathml(symbol: string): MathNode {
  return layout(parseExpression(symbol));
}

/** @param small whether it stands in a fraction, where fractions that can do without a bar of their own are written with a slash */
function layout(expression: Expression, small = false): MathNode {
  const part = (one: Expression): MathNode => layout(one, small);
  switch (expression.kind) {
    case 'number':
      return { tag: 'mn', text: expression.text };
    case 'symbol': {
      const { name, index } = expression;
      return index === null ? mi(name) : { tag: 'msub', children: [mi(name), indexNode(index)] };
    }
    case 'sum':
      return row(...expression.terms.flatMap(({ minus, of }, i) => {
        const term = of.kind === 'sum' ? bracketed(part(of)) : part(of);
        if (minus) return [MINUS, term];
        return i === 0 ? [term] : [mo('+'), term];
      }));
    case 'product':
      return row(...expression.factors.flatMap((factor, i) => {
        const node = factor.kind === 'sum' ? bracketed(part(factor)) : part(factor);
        if (i === 0) return [node];
        if (factor.kind === 'number') return [mo('\u00b7'), node];
        return isNamed(factor) ? [TIMES, THIN_SPACE, node] : [TIMES, node];
      }));
    case 'quotient':
      return { tag: 'mfrac', children: [layout(expression.over, true), layout(expression.under, true)] };
    case 'power':
      return powerNode(expression.base, slashed(expression.exponent), small);
    case 'absolute':
      return row(mo('|'), part(expression.of), mo('|'));
    case 'call':
      return callNode(expression.name, expression.values, null, small);
  }
}

/** `t / (T - 1)` in one line. */
function slashed(expression: Expression): MathNode {
  if (expression.kind === 'sum') {
    const [first, second] = expression.terms;
    if (first?.minus && !second) return row(MINUS, slashed(first.of));
  }
  if (expression.kind !== 'quotient') return layout(expression, true);
  const side = (one: Expression): MathNode => (one.kind === 'sum' || one.kind === 'quotient' ? bracketed(slashed(one)) : layout(one, true));
  return row(side(expression.over), SLASH, side(expression.under));
}

/** Whether it begins with the name of a function, which must not run into the letter before. */
function isNamed(expression: Expression): boolean {
  return expression.kind === 'call' && expression.name.length > 1 && expression.name !== 'sqrt' && expression.name !== 'prod';
}

/** A letter or number is an index proper, a word a name. */
function indexNode(index: string): MathNode {
  if (/^\d+$/.test(index)) return { tag: 'mn', text: index };
  return index.length === 1 ? mi(index) : { tag: 'mtext', text: index };
}

function powerNode(base: Expression, exponent: MathNode, small: boolean): MathNode {
  // cos^2(x), not cos(x)^2.
  if (base.kind === 'call' && base.name !== 'sqrt' && base.name !== 'prod') return callNode(base.name, base.values, exponent, small);
  const plain = base.kind === 'number' || base.kind === 'symbol' || base.kind === 'absolute';
  return { tag: 'msup', children: [plain ? layout(base, small) : bracketed(layout(base, small)), exponent] };
}

function callNode(name: string, values: readonly Expression[], exponent: MathNode | null, small: boolean): MathNode {
  const [first, from, to, factor] = values.map((value) => layout(value, small));
  if (name === 'sqrt' && first) return { tag: 'msqrt', children: [first] };
  if (name === 'prod' && first && from && to && factor) {
    return row({ tag: 'munderover', children: [mo('\u220f'), row(first, mo('='), from), to] }, bracketed(factor));
  }
  const label = exponent === null ? mi(name) : ({ tag: 'msup', children: [mi(name), exponent] } as const);
  const argument = (value: Expression): MathNode => (small ? slashed(value) : layout(value));
  const inside = values.flatMap((value, i) => (i === 0 ? [argument(value)] : [mo(','), argument(value)]));
  return row(label, APPLY, bracketed(row(...inside)));
}
