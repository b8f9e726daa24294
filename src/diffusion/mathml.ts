/** Formulas as trees of MathML elements, which a page can make one by one: no markup in strings. */
import { parseExpression } from './expressions.ts';
import type { Expression } from './expressions.ts';

/** A token element with its text, or an element with children; names as in MathML Core. */
export type MathNode =
  | { readonly tag: 'mi' | 'mn' | 'mo' | 'mtext'; readonly text: string }
  | { readonly tag: 'mrow' | 'mfrac' | 'msqrt' | 'msup' | 'msub' | 'munderover'; readonly children: readonly MathNode[] };

const mi = (text: string): MathNode => ({ tag: 'mi', text });
const mo = (text: string): MathNode => ({ tag: 'mo', text });
const row = (...children: MathNode[]): MathNode => ({ tag: 'mrow', children });
const bracketed = (inside: MathNode): MathNode => row(mo('('), inside, mo(')'));

/** A product without a sign; a screen reader says "times". */
const TIMES = mo('\u2062');
/** Between a function and its argument; a screen reader says "of". */
const APPLY = mo('\u2061');
const MINUS = mo('\u2212');

/** The formula `left = right` as MathML. */
export function formulaMathml(left: string, right: string): MathNode {
  return row(layout(parseExpression(left)), mo('='), layout(parseExpression(right)));
}

/** A symbol such as `σ_min` as MathML. */
export function symbolMathml(symbol: string): MathNode {
  return layout(parseExpression(symbol));
}

function layout(expression: Expression): MathNode {
  switch (expression.kind) {
    case 'number':
      return { tag: 'mn', text: expression.text };
    case 'symbol': {
      const { name, index } = expression;
      return index === null ? mi(name) : { tag: 'msub', children: [mi(name), indexNode(index)] };
    }
    case 'sum':
      return row(...expression.terms.flatMap(({ minus, of }, i) => {
        const term = of.kind === 'sum' ? bracketed(layout(of)) : layout(of);
        if (minus) return [MINUS, term];
        return i === 0 ? [term] : [mo('+'), term];
      }));
    case 'product':
      return row(...expression.factors.flatMap((factor, i) => {
        const node = factor.kind === 'sum' ? bracketed(layout(factor)) : layout(factor);
        return i === 0 ? [node] : [factor.kind === 'number' ? mo('\u00b7') : TIMES, node];
      }));
    case 'quotient':
      return { tag: 'mfrac', children: [layout(expression.over), layout(expression.under)] };
    case 'power':
      return powerNode(expression.base, layout(expression.exponent));
    case 'absolute':
      return row(mo('|'), layout(expression.of), mo('|'));
    case 'call':
      return callNode(expression.name, expression.values, null);
  }
}

/** A letter or number is an index proper, a word a name. */
function indexNode(index: string): MathNode {
  if (/^\d+$/.test(index)) return { tag: 'mn', text: index };
  return index.length === 1 ? mi(index) : { tag: 'mtext', text: index };
}

function powerNode(base: Expression, exponent: MathNode): MathNode {
  // cos^2(x), not cos(x)^2.
  if (base.kind === 'call' && base.name !== 'sqrt' && base.name !== 'prod') return callNode(base.name, base.values, exponent);
  const plain = base.kind === 'number' || base.kind === 'symbol' || base.kind === 'absolute';
  return { tag: 'msup', children: [plain ? layout(base) : bracketed(layout(base)), exponent] };
}

function callNode(name: string, values: readonly Expression[], exponent: MathNode | null): MathNode {
  const [first, from, to, factor] = values.map(layout);
  if (name === 'sqrt' && first) return { tag: 'msqrt', children: [first] };
  if (name === 'prod' && first && from && to && factor) {
    return row({ tag: 'munderover', children: [mo('\u220f'), row(first, mo('='), from), to] }, bracketed(factor));
  }
  const label = exponent === null ? mi(name) : ({ tag: 'msup', children: [mi(name), exponent] } as const);
  const inside = values.flatMap((value, i) => (i === 0 ? [layout(value)] : [mo(','), layout(value)]));
  return row(label, APPLY, bracketed(row(...inside)));
}
