import { axisNumber } from '../../plot/chartScales.ts';
import { NATS_SHOWN, type DensityScale } from '../../plot/densityScale.ts';
import { linearTicks } from '../../plot/ticks.ts';
import type { ShadeTick } from '../charts/shadeTick.ts';

export interface BarTicks {
  /** What is told, with its unit. */
  name: string;
  ticks: ShadeTick[];
}

/** Names within this share of an end would stick out of the bar. */
const EDGE = 0.03;

/** Round numbers along the colour bar of a density. */
export function barTicks({ kind, top }: DensityScale): BarTicks {
  const [low, high] = kind === 'log' ? [top - NATS_SHOWN, top] : [0, Math.exp(top)];
  // Ticks are made from 0 upwards and then moved: round numbers below 0 are round as well.
  const base = Math.floor(low);
  const ticks = linearTicks(high - base, 5).map((value) => value + base).filter((value) => value >= low - 1e-9);
  return {
    name: kind === 'log' ? 'ln p (nats)' : 'p (for a square of one standard deviation)',
    ticks: ticks.map((value) => {
      const at = Math.max(0, (value - low) / (high - low));
      return { at, label: axisNumber(value), align: at < EDGE ? 'start' : at > 1 - EDGE ? 'end' : 'centre' };
    }),
  };
}
