import { say } from '../../words/say.ts';

/** What a number field accepts. */
export interface NumberRange {
  min: number;
  max: number;
  integer?: boolean;
}

/** At most four significant digits, plain down to 0.0001, then like 2.5e-5. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(4));
  return Math.abs(rounded) >= 1e-4 ? String(rounded) : rounded.toExponential();
}

/** The number that was typed, or a sentence that says what is wrong with it. A decimal comma is understood. */
export function readNumber(text: string, label: string, range: NumberRange): { value: number } | { problem: string } {
  const trimmed = text.trim().replace('−', '-').replace(/^(-?\d*),(\d+)$/, '$1.$2');
  const value = Number(trimmed);
  const limits = say`${formatNumber(range.min)} to ${formatNumber(range.max)}`;
  if (trimmed === '' || !Number.isFinite(value)) return { problem: say`${label} takes a number, ${limits}.` };
  if (range.integer && !Number.isInteger(value)) return { problem: say`${label} takes a whole number, ${limits}.` };
  if (value < range.min || value > range.max) return { problem: say`${label} goes from ${limits}; you typed ${formatNumber(value)}.` };
  return { value };
}
