/**
 * Formulas as text that people can read, as trees that can be drawn (see mathml.ts), and as numbers, so that a test can hold what
 * the page shows against what the program does.
 *
 *     sum      = ["-"] product { ("+" | "-") product }
 *     product  = power { ("*" | "/") power }                 a / b * c is (a / b) c
 *     power    = atom [ "^" ("-" power | power) ]
 *     atom     = number | symbol | name "(" sum { "," sum } ")" | "(" sum ")" | "|" sum "|"
 *
 * A symbol is letters with an optional index: `β_t`, `σ_min`, `T`. Functions are sqrt, exp, ln, cos, sgn, min, prod(i, from, to, factor)
 * and any single letter.
 */

export type Expression =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'symbol'; readonly name: string; readonly index: string | null }
  | { readonly kind: 'sum'; readonly terms: readonly { readonly minus: boolean; readonly of: Expression }[] }
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  | { readonly kind: 'quotient'; readonly over: Expression; readonly under: Expression }
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly values: readonly Expression[] }
  | { readonly kind: 'absolute'; readonly of: Expression };

/** What symbols stand for: `σ_min` or `T` a number; `β` a function of its index, `f` a function of its argument. */
export type Scope = Readonly<Record<string, number | ((value: number) => number)>>;

const TOKEN = /\s*(\d+(?:\.\d+)?|\p{L}\p{M}*(?:\p{L}|\p{M}|′)*(?:_[\p{L}\p{N}]+)?|[-+*/^(),|])/uy;

/** @throws Error with a sentence when the text is no formula */
export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text);
  let place = 0;
  const peek = (): string => tokens[place] ?? '';
  const accept = (token: string): boolean => {
    if (peek() !== token) return false;
    place++;
    return true;
  };
  const expect = (token: string): void => {
    if (!accept(token)) throw new Error(`In the formula "${text}" there should be "${token}" where there is "${peek()}".`);
  };

  const sum = (): Expression => {
    const terms = [{ minus: accept('-'), of: product() }];
    while (peek() === '+' || peek() === '-') terms.push({ minus: tokens[place++] === '-', of: product() });
    const [first] = terms;
    return first && terms.length === 1 && !first.minus ? first.of : { kind: 'sum', terms };
  };
  const product = (): Expression => {
    let left = power();
    for (;;) {
      if (accept('*')) {
        const right = power();
        left = { kind: 'product', factors: [...(left.kind === 'product' ? left.factors : [left]), right] };
      } else if (accept('/')) left = { kind: 'quotient', over: left, under: power() };
      else return left;
    }
  };
  const power = (): Expression => {
    const base = atom();
    if (!accept('^')) return base;
    return { kind: 'power', base, exponent: accept('-') ? { kind: 'sum', terms: [{ minus: true, of: power() }] } : power() };
  };
  const atom = (): Expression => {
    if (accept('(')) {
      const inside = sum();
      expect(')');
      return inside;
    }
    if (accept('|')) {
      const inside = sum();
      expect('|');
      return { kind: 'absolute', of: inside };
    }
    const token = peek();
    place++;
    if (/^\d/.test(token)) return { kind: 'number', text: token };
    if (!/^\p{L}/u.test(token)) throw new Error(`In the formula "${text}" there should be a number or a symbol where there is "${token}".`);
    if (accept('(')) {
      const values = [sum()];
      while (accept(',')) values.push(sum());
      expect(')');
      return { kind: 'call', name: token, values };
    }
    const [name = token, index = null] = token.split('_');
    return { kind: 'symbol', name, index };
  };

  const whole = sum();
  if (place < tokens.length) throw new Error(`In the formula "${text}" there is "${peek()}" too much.`);
  return whole;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const start = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw new Error(`In the formula "${text}" nothing can be made of "${text.slice(start)}".`);
    tokens.push(token);
  }
  return tokens;
}

const FUNCTIONS: Readonly<Record<string, (...values: number[]) => number>> = {
  sqrt: Math.sqrt, exp: Math.exp, ln: Math.log, cos: Math.cos, sgn: Math.sign, min: Math.min,
};

/** @throws Error with a sentence when a symbol stands for nothing */
export function evaluate(expression: Expression, scope: Scope): number {
  const value = (one: Expression): number => evaluate(one, scope);
  switch (expression.kind) {
    case 'number':
      return Number(expression.text);
    case 'symbol':
      return valueOfSymbol(expression.name, expression.index, scope);
    case 'sum':
      return expression.terms.reduce((total, { minus, of }) => (minus ? total - value(of) : total + value(of)), 0);
    case 'product':
      return expression.factors.reduce((total, factor) => total * value(factor), 1);
    case 'quotient':
      return value(expression.over) / value(expression.under);
    case 'power':
      return value(expression.base) ** value(expression.exponent);
    case 'absolute':
      return Math.abs(value(expression.of));
    case 'call': {
      if (expression.name === 'prod') return runningProduct(expression.values, scope);
      const known = FUNCTIONS[expression.name] ?? scope[expression.name];
      if (typeof known !== 'function') throw new Error(`The function ${expression.name} is not given.`);
      const [first = Number.NaN, ...more] = expression.values.map(value);
      return known(first, ...more);
    }
  }
}

function valueOfSymbol(name: string, index: string | null, scope: Scope): number {
  if (name === 'π') return Math.PI;
  const whole = scope[index === null ? name : `${name}_${index}`];
  if (typeof whole === 'number') return whole;
  const series = scope[name];
  const at = index === null ? undefined : scope[index];
  if (typeof series === 'function' && typeof at === 'number') return series(at);
  throw new Error(`The symbol ${index === null ? name : `${name}_${index}`} is not given.`);
}

function runningProduct([index, from, to, factor]: readonly Expression[], scope: Scope): number {
  if (index?.kind !== 'symbol' || !from || !to || !factor) throw new Error('A product needs its index, its first and last number and its factor.');
  let product = 1;
  const last = evaluate(to, scope);
  for (let i = evaluate(from, scope); i <= last; i++) product *= evaluate(factor, { ...scope, [index.name]: i });
  return product;
}
