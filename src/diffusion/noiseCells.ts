/** The stretch of log-SNR that each noise level of a table stands for. */
import { clampLogSnr, logSnrOfAlphaBar } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';

export interface NoiseCell {
  /** Borders in log-SNR, low <= high: half way to the neighbouring levels; the outermost level itself at the table's ends. */
  readonly low: number;
  readonly high: number;
  /** Part of that stretch which belongs to this level: 1, or less where several levels are the same. */
  readonly share: number;
}

/** Levels nearer than this in log-SNR are one level. */
const SAME = 1e-9;

/**
 * One cell for each timestep; together they cover the table from its noisiest to its cleanest level without gaps. Levels are
 * clipped to log-SNR [-20, 20] and taken in the order of their noise, so a hand-drawn table may rise.
 */
export function noiseCells(table: NoiseTable): NoiseCell[] {
  const levels = Array.from(table.alphasCumprod, (value) => clampLogSnr(logSnrOfAlphaBar(value)));
  const groups: { level: number; timesteps: number[] }[] = [];
  for (const [t, level] of [...levels.entries()].sort(([, a], [, b]) => a - b)) {
    const group = groups.at(-1);
    if (group && level - group.level < SAME) group.timesteps.push(t);
    else groups.push({ level, timesteps: [t] });
  }
  const cells = new Array<NoiseCell>(table.timesteps);
  groups.forEach(({ level, timesteps }, i) => {
    const low = (level + (groups[i - 1]?.level ?? level)) / 2;
    const high = (level + (groups[i + 1]?.level ?? level)) / 2;
    for (const t of timesteps) cells[t] = { low, high, share: 1 / timesteps.length };
  });
  return cells;
}

/** The width of each cell in log-SNR, -d(log-SNR)/dt for a falling table; length T, adding up to the table's whole range. */
export function noiseCellWidths(table: NoiseTable): Float64Array {
  return Float64Array.from(noiseCells(table), ({ low, high, share }) => (high - low) * share);
}
