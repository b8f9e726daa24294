/** What a schedule spends training and steps on, in words. */
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { decimals } from '../../words/decimals.ts';
import { say } from '../../words/say.ts';
import { logSnrOf } from './views.ts';

export interface Balance {
  /** Shares of training or of the timesteps, adding up to 1. */
  high: number;
  middle: number;
  low: number;
  /** Share of the variance that is still signal at the last timestep. */
  end: number;
}

type Band = 'low' | 'middle' | 'high';

/**
 * Noise drowns the signal below log-SNR -2.2 (alpha_bar 0.1) and hardly shows above +2.2 (alpha_bar 0.9);
 * between the two the shape of the data comes into being.
 */
export const MIDDLE = 2.2;

/** @param shares what part each timestep has, adding up to 1; left out, all have the same */
export function balanceOf(table: NoiseTable, shares?: ArrayLike<number>): Balance {
  let [high, low] = [0, 0];
  table.alphasCumprod.forEach((alphaBar, t) => {
    const logSnr = logSnrOf(alphaBar);
    const share = shares ? (shares[t] ?? 0) : 1 / table.timesteps;
    if (logSnr < -MIDDLE) high += share;
    else if (logSnr > MIDDLE) low += share;
  });
  return { high, middle: Math.max(0, 1 - high - low), low, end: table.alphasCumprod.at(-1) ?? 0 };
}

export const BANDS = [
  { key: 'low', name: 'low noise' },
  { key: 'middle', name: 'medium noise' },
  { key: 'high', name: 'high noise' },
] as const;

/** The three shares as whole percents that add up to 100. */
export function wholePercents(balance: Balance): Record<Band, number> {
  const low = Math.round(100 * balance.low);
  const high = Math.round(100 * balance.high);
  return { low, middle: 100 - low - high, high };
}

/** A change smaller than this share is not worth words. */
const NOTICEABLE = 0.01;

const GAINS: Readonly<Record<'training' | 'sampling', Readonly<Record<Band, (after: string, before: string) => string>>>> = {
  training: {
    low: (after, before) => say`More steps at low noise: fine detail gets ${after} of training instead of ${before}`,
    middle: (after, before) => say`More steps at medium noise: the shape gets ${after} of training instead of ${before}`,
    high: (after, before) => say`More steps at high noise: coarse placement gets ${after} of training instead of ${before}`,
  },
  sampling: {
    low: (after, before) => say`More steps at low noise: fine detail gets ${after} of the way instead of ${before}`,
    middle: (after, before) => say`More steps at medium noise: the shape gets ${after} of the way instead of ${before}`,
    high: (after, before) => say`More steps at high noise: coarse placement gets ${after} of the way instead of ${before}`,
  },
};

/** One sentence on what a change does, or null when it does hardly anything. @param whole what the shares are of: training, or the way that sampling goes */
export function describeChange(before: Balance, after: Balance, whole: 'training' | 'sampling'): string | null {
  const [was, is] = [percent(before.end), percent(after.end)];
  const gain = BANDS.map(({ key }) => ({ key, by: after[key] - before[key] })).reduce((best, next) => (next.by > best.by ? next : best));
  if (gain.by < NOTICEABLE) return was === is ? null : say`The shares stay as they are; the end keeps ${is} of the signal instead of ${was}.`;
  const gained = GAINS[whole][gain.key](wholePercent(after[gain.key]), wholePercent(before[gain.key]));
  return was === is ? say`${gained}; the end keeps ${is} of the signal, as before.` : say`${gained}; the end keeps ${is} of the signal instead of ${was}.`;
}

function wholePercent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** One sentence on a balance by itself. */
export function describeBalance(balance: Balance): string {
  const end = percent(balance.end);
  const most = BANDS.reduce((best, next) => (balance[next.key] > balance[best.key] ? next : best)).key;
  if (balance[most] < 0.42) return say`The steps are spread evenly over coarse placement, shape and fine detail; the end keeps ${end} of the signal.`;
  if (most === 'low') return say`Most of the steps are spent at low noise, on fine detail and sharp edges; the end keeps ${end} of the signal.`;
  if (most === 'middle') return say`Most of the steps are spent at medium noise, where the shape appears; the end keeps ${end} of the signal.`;
  return say`Most of the steps are spent at high noise, on coarse placement; the end keeps ${end} of the signal.`;
}

/** 0.434 -> "43 %"; the ends keep a digit so that a little is never called nothing. */
export function percent(share: number): string {
  if (share <= 0) return '0 %';
  if (share >= 1) return '100 %';
  const value = share * 100;
  if (value < 0.01) return decimals('< 0.01 %');
  if (value < 1) return decimals(`${value.toFixed(value < 0.1 ? 2 : 1)} %`);
  if (value > 99.95) return decimals('> 99.9 %');
  return value > 99 ? decimals(`${value.toFixed(1)} %`) : `${Math.round(value)} %`;
}
