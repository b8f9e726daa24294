/** The stretch of log-SNR that each noise level of a table stands for. */
import { logSnrOfAlphaBar } from './noiseTable.ts';
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

interface Group {
  level: number;
  readonly timesteps: number[];
}

/**
 * One cell for each timestep; together they cover the table from its noisiest to its cleanest level without gaps. Levels are
 * taken in the order of their noise, so a hand-drawn table may rise. Pure noise and clean data, infinitely far out in log-SNR, get
 * the cell that begins half way in flow time sigma / (alpha + sigma) from the nearest level, and ends as far beyond.
 */
export function noiseCells(table: NoiseTable): NoiseCell[] {
  const groups: Group[] = [];
  for (const [t, level] of [...Array.from(table.alphasCumprod, logSnrOfAlphaBar).entries()].sort(([, a], [, b]) => a - b)) {
    const group = groups.at(-1);
    if (group && (level === group.level || level - group.level < SAME)) group.timesteps.push(t);
    else groups.push({ level, timesteps: [t] });
  }
  bringNear(groups[0], groups[1]);
  bringNear(groups.at(-1), groups.at(-2));
  const cells = new Array<NoiseCell>(table.timesteps);
  groups.forEach(({ level, timesteps }, i) => {
    const low = (level + (groups[i - 1]?.level ?? level)) / 2;
    const high = (level + (groups[i + 1]?.level ?? level)) / 2;
    for (const t of timesteps) cells[t] = { low, high, share: 1 / timesteps.length };
  });
  return cells;
}

/** A finite log-SNR instead of an infinite one, whose middle with its neighbour's lies half way in flow time. */
function bringNear(end: Group | undefined, neighbour: Group | undefined): void {
  if (!end || Number.isFinite(end.level)) return;
  const sign = Math.sign(end.level);
  const near = neighbour && Number.isFinite(neighbour.level) ? neighbour.level : 0;
  // Half way from the neighbour's share of the signal (or of the noise, at the clean end), exp(-x / 2) / (1 + exp(-x / 2)), to 0.
  const share = 1 / (1 + Math.exp((sign * near) / 2)) / 2;
  const border = sign * 2 * (Math.log1p(-share) - Math.log(share));
  end.level = 2 * border - near;
}

/** The width of each cell in log-SNR, -d(log-SNR)/dt for a falling table; length T, adding up to the table's whole range. */
export function noiseCellWidths(table: NoiseTable): Float64Array {
  return Float64Array.from(noiseCells(table), ({ low, high, share }) => (high - low) * share);
}
