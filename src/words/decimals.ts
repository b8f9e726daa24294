/** Numbers as the present language writes them. */
import { presentLanguage } from './language.ts';

/** A text that is a number, perhaps with its error, a sign before it or % behind it. */
const NUMBER = /^[-\u2212+×±<>\s\d.e%]*\d\.\d[-\u2212+×±<>\s\d.e%]*$/;

/** The decimal points of a text made of numbers and units, as the language writes them: 0.5 % is 0,5 % in German. */
export function decimals(text: string | number): string {
  return presentLanguage() === 'de' ? String(text).replace(/(\d)\.(?=\d)/g, '$1,') : String(text);
}

/** What stands in a hole: a number as the language writes it, anything else as it is, since a point in a name is part of it. */
export function filling(part: string | number): string {
  const text = String(part);
  return NUMBER.test(text) ? decimals(text) : text;
}

/** Numbers with decimals after one another: what stands between them cannot be taken for a decimal comma. */
export function numberList(numbers: readonly (string | number)[]): string {
  return numbers.map(decimals).join(presentLanguage() === 'de' ? '; ' : ', ');
}
