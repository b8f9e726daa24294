import { decimals } from '../../words/decimals.ts';
import { say } from '../../words/say.ts';

/** What a number field accepts. */
export interface NumberRange {
  min: number;
  max: number;
  integer?: boolean;
}

/** At most four significant digits, plain down to 0.0001, then like 2.5e-5; in German with a comma, which `readNumber` understands. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(4));
  return decimals(Math.abs(rounded) >= 1e-4 ? rounded : rounded.toExponential());
}

/** Groups of three digits, as the page itself and half of the world write them: 3,000, 3.000, 3 000 and 3'000. */
const GROUPED = /^-?\d{1,3}(?:([,.'’\s])\d{3})(?:\1\d{3})*$/u;

/**
 * The number that was typed, or a sentence that says what is wrong with it. A decimal comma is understood; in whole
 * numbers what stands before three digits each is no decimal point but groups them.
 */
export function readNumber(text: string, label: string, range: NumberRange): { value: number } | { problem: string } {
  const trimmed = text.trim().replace('−', '-');
  const plain = range.integer && GROUPED.test(trimmed) ? trimmed.replaceAll(/[,.'’\s]/gu, '') : trimmed.replace(/^(-?\d*),(\d+(?:e[-+]?\d+)?)$/i, '$1.$2');
  const value = Number(plain);
  const limits = say`${formatNumber(range.min)} to ${formatNumber(range.max)}`;
  if (trimmed === '' || !Number.isFinite(value)) return { problem: say`${label} must be a number from ${limits}.` };
  if (range.integer && !Number.isInteger(value)) return { problem: say`${label} must be a whole number from ${limits}.` };
  if (value < range.min || value > range.max) return { problem: say`${label} must be from ${limits}; you typed ${formatNumber(value)}.` };
  return { value };
}
