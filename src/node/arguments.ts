/** Reads command lines of the form `WORD … --name value … --switch`, with a sentence for everything that will not do. */

/** Wrong use: the program ends with status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Arguments {
  positional: readonly string[];
  text(name: string): string | undefined;
  /** @throws UsageError when the argument is missing */
  required(name: string, what: string): string;
  /** A whole number in a range. @throws UsageError when it is not */
  whole(name: string, min: number, max: number): number | undefined;
  number(name: string, min: number, max: number): number | undefined;
  /** One of several names. @throws UsageError that lists them */
  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined;
  has(name: string): boolean;
  /** Every value of an argument that takes several; none where it is not given. */
  all(name: string): readonly string[];
}

/**
 * @param positional how many words without a name may stand (fewest, most)
 * @param named the arguments that take a value
 * @param switches those that take none
 * @param lists those that take all words up to the next argument, and may be given again
 * @throws UsageError for anything unknown, doubled or without its value
 */
export function parseArguments(command: string, words: readonly string[], positional: readonly [number, number], named: readonly string[], switches: readonly string[] = [], lists: readonly string[] = []): Arguments {
  const free: string[] = [];
  const values = new Map<string, string>();
  const several = new Map<string, string[]>();
  const known = [...named, ...switches, ...lists].map((name) => `--${name}`).join(', ') || 'none';
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (!word.startsWith('--')) { free.push(word); continue; }
    const [name = '', inline] = word.slice(2).split(/=(.*)/s);
    if (!named.includes(name) && !switches.includes(name) && !lists.includes(name)) throw new UsageError(`${command} does not know --${name}. It takes ${known}.`);
    if (lists.includes(name)) {
      const from = i;
      while (inline === undefined && i + 1 < words.length && words[i + 1]?.startsWith('--') === false) i += 1;
      const given = inline === undefined ? words.slice(from + 1, i + 1) : [inline];
      if (given.length === 0) throw new UsageError(`--${name} needs a value after it.`);
      several.set(name, [...several.get(name) ?? [], ...given]);
      continue;
    }
    if (values.has(name)) throw new UsageError(`--${name} is given twice.`);
    if (switches.includes(name)) {
      if (inline !== undefined) throw new UsageError(`--${name} takes no value; got "${inline}".`);
      values.set(name, '');
      continue;
    }
    const value = inline ?? words[i + 1];
    if (value === undefined || (inline === undefined && value.startsWith('--'))) throw new UsageError(`--${name} needs a value after it.`);
    values.set(name, value);
    if (inline === undefined) i += 1;
  }
  const [fewest, most] = positional;
  if (free.length < fewest) throw new UsageError(`${command} needs ${fewest === 1 ? 'one word' : `${fewest} words`} before its options; see "help".`);
  if (free.length > most) throw new UsageError(`${command} does not know what to do with "${free[most]}".`);

  const ranged = (name: string, min: number, max: number, kind: string, fits: (value: number) => boolean): number | undefined => {
    const text = values.get(name);
    if (text === undefined) return undefined;
    const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
    if (!(value >= min && value <= max && fits(value))) throw new UsageError(`--${name} is "${text}"; it takes ${kind} from ${min} to ${max}.`);
    return value;
  };
  return {
    positional: free,
    text: (name) => values.get(name),
    required(name, what) {
      const value = values.get(name);
      if (value === undefined || value === '') throw new UsageError(`${command} needs --${name}: ${what}.`);
      return value;
    },
    whole: (name, min, max) => ranged(name, min, max, 'a whole number', Number.isInteger),
    number: (name, min, max) => ranged(name, min, max, 'a number', () => true),
    oneOf(name, choices) {
      const text = values.get(name);
      const chosen = choices.find((choice) => choice === text);
      if (text !== undefined && chosen === undefined) throw new UsageError(`--${name} is "${text}"; it takes one of ${choices.join(', ')}.`);
      return chosen;
    },
    has: (name) => values.has(name),
    all: (name) => several.get(name) ?? [],
  };
}
