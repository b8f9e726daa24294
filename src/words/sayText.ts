/** Texts that are held in data or made elsewhere: labels, hints, sentences from the worker. */
import { fill } from './catalogue.ts';
import { filling } from './decimals.ts';
import { presentWords } from './language.ts';
import { groupedNumber } from './say.ts';
import { findPattern, textPatterns, type TextPattern } from './textPatterns.ts';

const KEPT = 500;
/** Sentences in holes may have holes with words of their own. */
const DEPTH = 4;
let known: { words: ReturnType<typeof presentWords>; patterns: readonly TextPattern[]; said: Map<string, string> } | null = null;

/**
 * A plain English text in the present language: the same text in the catalogue, else the key whose holes it fills (what stands
 * in them is looked up, too), else sentence by sentence, else the English. Lines are texts of their own, lists are said word by word, and
 * a name before a colon may be anything.
 */
export function sayText(text: string): string {
  const words = presentWords();
  const exact = words[text];
  if (exact !== undefined) return exact;
  if (known?.words !== words) known = { words, patterns: textPatterns(Object.keys(words)), said: new Map() };
  if (known.patterns.length === 0) return text;
  const kept = known.said.get(text);
  if (kept !== undefined) return kept;
  if (known.said.size >= KEPT) known.said.clear();
  const said = translated(text, words, known.patterns, DEPTH) ?? text;
  known.said.set(text, said);
  return said;
}

function translated(text: string, words: Readonly<Record<string, string>>, patterns: readonly TextPattern[], depth: number): string | null {
  const exact = words[text];
  if (exact !== undefined) return exact;
  if (/^\d{1,3}(,\d{3})+$/.test(text)) return groupedNumber(Number(text.replaceAll(',', '')));
  const lines = text.split('\n');
  if (lines.length > 1) return lines.map((one) => translated(one, words, patterns, depth) ?? one).join('\n');
  const listed = text.split(', ').map((one) => words[one]);
  if (listed.every((one) => one !== undefined)) return listed.join(', ');
  if (depth === 0) return null;
  const inner = (part: string): string | null => translated(part, words, patterns, depth - 1);
  const filled = (accepts: (part: string) => boolean): string | null => {
    const found = findPattern(patterns, text, accepts, (part) => inner(part) !== null);
    return found ? fill(words[found.key] ?? found.key, found.holes.map((part) => inner(part) ?? filling(part))) : null;
  };
  // A name and what is said of it, such as a file's.
  const named = (): string | null => {
    const [, name = '', rest = ''] = /^([^:]{1,100}): (.+)$/.exec(text) ?? [];
    const said = rest === '' ? null : inner(rest);
    return said === null ? null : `${inner(name) ?? name}: ${said}`;
  };
  const sentences = text.split(/(?<=[.!?]) (?=[\p{Lu}\d“])/u);
  if (sentences.length === 1) return filled(() => true) ?? named();
  // A hole that took in the end of a sentence comes last: the sentences are likelier to stand alone.
  const apart = (): string | null => {
    const said = sentences.map(inner);
    return said.every((one) => one !== null) ? said.join(' ') : null;
  };
  return filled((part) => !/[.!?] [\p{Lu}\d“]/u.test(part)) ?? apart() ?? filled(() => true) ?? named();
}
