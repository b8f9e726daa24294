/** What a schedule spends its steps on, in words. */
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { logSnrOf } from './views.ts';

/** Shares of the timesteps, adding up to 1. */
export interface Balance { high: number; middle: number; low: number }

/**
 * Noise drowns the signal below log-SNR -2.2 (alpha_bar 0.1) and hardly shows above +2.2 (alpha_bar 0.9);
 * between the two the shape of the data comes into being.
 */
export const MIDDLE = 2.2;

export function balanceOf(table: NoiseTable): Balance {
  let high = 0;
  let low = 0;
  for (const alphaBar of table.alphasCumprod) {
    const logSnr = logSnrOf(alphaBar);
    if (logSnr < -MIDDLE) high += 1;
    else if (logSnr > MIDDLE) low += 1;
  }
  const count = Math.max(1, table.timesteps);
  return { high: high / count, middle: (count - high - low) / count, low: low / count };
}

export const BANDS = [
  { key: 'low', name: 'low noise', does: 'fine detail and sharp edges' },
  { key: 'middle', name: 'medium noise', does: 'where the shape appears' },
  { key: 'high', name: 'high noise', does: 'coarse placement' },
] as const;

/** The three shares as whole percents that add up to 100. */
export function wholePercents(balance: Balance): Record<keyof Balance, number> {
  const low = Math.round(100 * balance.low);
  const high = Math.round(100 * balance.high);
  return { low, middle: 100 - low - high, high };
}

/** A change smaller than this share of the steps is not worth words. */
const NOTICEABLE = 0.01;

/** One sentence on what moved between two balances, or null when hardly anything did. */
export function describeChange(before: Balance, after: Balance): string | null {
  const changes = BANDS.map((band) => ({ band, change: after[band.key] - before[band.key] }));
  const gain = changes.reduce((best, next) => (next.change > best.change ? next : best));
  const loss = changes.reduce((best, next) => (next.change < best.change ? next : best));
  if (gain.change < NOTICEABLE) return null;
  return `More of the steps are now spent at ${gain.band.name}: ${gain.band.does}. Fewer are left for ${loss.band.name}.`;
}

/** One sentence on a balance by itself. */
export function describeBalance(balance: Balance): string {
  const most = BANDS.reduce((best, next) => (balance[next.key] > balance[best.key] ? next : best));
  const share = balance[most.key];
  if (share < 0.42) return 'The steps are spread evenly: coarse placement, shape and fine detail all get their share.';
  return `Most of the steps are spent at ${most.name}: ${most.does}.`;
}

/** 0.434 -> "43 %"; the ends keep a digit so that a little is never called nothing. */
export function percent(share: number): string {
  if (share <= 0) return '0 %';
  if (share >= 1) return '100 %';
  const value = share * 100;
  if (value < 0.01) return '< 0.01 %';
  if (value < 1) return `${value.toFixed(value < 0.1 ? 2 : 1)} %`;
  if (value > 99.95) return '> 99.9 %';
  return value > 99 ? `${value.toFixed(1)} %` : `${Math.round(value)} %`;
}
