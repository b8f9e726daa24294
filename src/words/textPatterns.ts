/** Finds the key whose text with filled holes another text is. */

export interface TextPattern {
  key: string;
  /** What a text must begin with; most texts are refused by it. */
  start: string;
  expression: RegExp;
  /** Characters that are not holes. */
  literal: number;
  /** The number of each hole, in the order in which they stand in the key. */
  order: readonly number[];
}

export interface FoundPattern {
  key: string;
  /** What stood in the holes {0}, {1} and on. */
  holes: readonly string[];
}

const hole = /\{(\d+)\}/;

/** Patterns of all keys that have holes and at least one letter besides; those with the most literal text first. */
export function textPatterns(keys: readonly string[]): TextPattern[] {
  return keys.filter((key) => hole.test(key)).map(patternOf).filter(({ literal }) => literal > 0).toSorted((a, b) => b.literal - a.literal);
}

function patternOf(key: string): TextPattern {
  const parts = key.split(/(\{\d+\})/);
  const literals = parts.filter((part) => !hole.test(part));
  const source = parts.map((part) => (hole.test(part) ? '(.+?)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('');
  return {
    key,
    start: parts[0] ?? '',
    expression: new RegExp(`^${source}$`, 's'),
    literal: literals.join('').replace(/[^\p{L}\p{N}]/gu, '').length,
    order: parts.flatMap((part) => { const number = hole.exec(part)?.[1]; return number === undefined ? [] : [Number(number)]; }),
  };
}

/** Patterns with fewer letters than this, such as "{0} of {1}", would find themselves in any sentence: they take numbers and known texts only. */
const TELLING = 6;

/** The pattern with the most literal text that a text follows. @param accepts refuses what stands in a hole; @param knows whether a part can be translated */
export function findPattern(patterns: readonly TextPattern[], text: string, accepts: (filled: string) => boolean, knows: (filled: string) => boolean): FoundPattern | null {
  for (const { key, start, expression, order, literal } of patterns) {
    if (!text.startsWith(start)) continue;
    const found = expression.exec(text)?.slice(1);
    if (!found?.every(accepts)) continue;
    if (literal < TELLING && !found.every((filled) => !/\p{L}{2}/u.test(filled) || knows(filled))) continue;
    const holes: string[] = [];
    order.forEach((number, i) => { holes[number] = found[i] ?? ''; });
    return { key, holes };
  }
  return null;
}
