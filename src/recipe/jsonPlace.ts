/** Where a text stops being JSON: what browsers say of it differs, and some name no place at all. */

export interface TextPlace {
  /** From 1. */
  line: number;
  column: number;
}

/** @param offset in UTF-16 units, 0 to the length of the text */
export function placeAt(text: string, offset: number): TextPlace {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

const TOKEN = /[ \t\r\n]*("(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:])/y;
const SPACE = /[ \t\r\n]*/y;

/**
 * Where the first token stands that cannot follow what is before it.
 * @returns its offset, the length of the text where something is missing at its end, or null where the text is JSON
 */
export function firstJsonMistake(text: string): number | null {
  const open: string[] = [];
  /** A value, a key or the end of an object, a key after a comma, a colon, or what follows a value. */
  let wanted: 'value' | 'first-value' | 'first-key' | 'key' | 'colon' | 'next' | 'end' = 'value';
  const afterValue = (): typeof wanted => (open.length === 0 ? 'end' : 'next');
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    SPACE.test(text);
    const start = SPACE.lastIndex;
    if (start === text.length) return wanted === 'end' ? null : start;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined || wanted === 'end') return start;
    at = TOKEN.lastIndex;
    const isObject = open.at(-1) === '{';
    if (token === ':') {
      if (wanted !== 'colon') return start;
      wanted = 'value';
    } else if (token === ',') {
      if (wanted !== 'next') return start;
      wanted = isObject ? 'key' : 'value';
    } else if (token === '}' || token === ']') {
      const closes = token === '}' ? isObject && (wanted === 'next' || wanted === 'first-key') : !isObject && (wanted === 'next' || wanted === 'first-value') && open.length > 0;
      if (!closes) return start;
      open.pop();
      wanted = afterValue();
    } else if (wanted === 'key' || wanted === 'first-key') {
      if (!token.startsWith('"')) return start;
      wanted = 'colon';
    } else if (wanted === 'value' || wanted === 'first-value') {
      if (token === '{' || token === '[') open.push(token);
      wanted = token === '{' ? 'first-key' : token === '[' ? 'first-value' : afterValue();
    } else return start;
  }
}
