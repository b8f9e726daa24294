/** Texts in the present language. Say a text when it is drawn, never in a constant of a module: the language can change. */
import { fill } from './catalogue.ts';
import { filling } from './decimals.ts';
import { presentLanguage, presentWords } from './language.ts';

/** The English text of a template, with {0}, {1} for its holes: its key in the catalogues. */
export function keyOf(strings: readonly string[]): string {
  return strings.reduce((text, part, i) => (i === 0 ? part : `${text}{${i - 1}}${part}`), '');
}

/** A key in the present language, or itself in English, its holes open. */
export function wordsOf(key: string): string {
  return presentWords()[key] ?? key;
}

/** Tag of a template: say`Step ${n} of ${total}`. What fills the holes is not translated: say it before. */
export function say(strings: TemplateStringsArray, ...holes: readonly (string | number)[]): string {
  return fill(wordsOf(keyOf(strings)), holes.map(filling));
}

/** Made once: a number is grouped many times a second. */
const grouping = new Intl.NumberFormat('en');
const plurals = new Map<string, Intl.PluralRules>();

/** One or several, by the rules of the language: sayCount(n, 'one step', '{0} steps'). {0} is the number, {1} and on are `holes`. */
export function sayCount(count: number, one: string, other: string, ...holes: readonly (string | number)[]): string {
  const language = presentLanguage();
  const rules = plurals.get(language) ?? new Intl.PluralRules(language);
  plurals.set(language, rules);
  return fill(wordsOf(rules.select(count) === 'one' ? one : other), [groupedNumber(count), ...holes.map(filling)]);
}

/** A whole number with its thousands set apart: by commas in English, by narrow spaces in German, where a point would read as a decimal point. */
export function groupedNumber(count: number): string {
  const text = grouping.format(count);
  return presentLanguage() === 'de' ? text.replaceAll(',', '\u202f') : text;
}
