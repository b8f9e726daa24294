/** The numbers behind the chart of the share of each noise level: curves in even shares (1 is the same for every level) and the points on them. */
import type { LevelShares } from '../../diffusion/levelShares.ts';
import { startingPoints } from '../../diffusion/levelShares.ts';
import { drawnCurve } from '../../diffusion/lossShare.ts';
import type { ChartAxis } from '../../plot/chartScales.ts';
import type { ObjectiveRecipe } from '../../recipe/recipe.ts';
import { decimals } from '../../words/decimals.ts';
import { say } from '../../words/say.ts';
import type { Curve } from '../charts/curves.ts';
import { withEnds, type DrawnPoint } from '../charts/pointEdits.ts';

export interface ShareChart {
  timesteps: number;
  /** The share itself first. */
  curves: readonly Curve[];
  points: readonly DrawnPoint[];
  /** Whether the points only follow a weighting that nobody has drawn. */
  fitted: boolean;
  /** What the value of a point is multiplied by to be in even shares: what counts of a drawing is how its heights compare. */
  unit: number;
}

/** @param shares null where no level is left that counts: then all shares are 0, and the points are those to raise */
export function shareChart(objective: ObjectiveRecipe, shares: LevelShares | null, timesteps: number): ShareChart {
  const drawn = drawnPoints(objective);
  return {
    timesteps,
    unit: drawn ? unitOf(drawnCurve(drawn, timesteps), shares) : 1,
    curves: shareCurves(objective, shares, timesteps),
    points: drawn ? withEnds(drawn) : shares ? startingPoints(shares.share) : [],
    fitted: drawn === null,
  };
}

function drawnPoints({ weighting, share }: ObjectiveRecipe): readonly DrawnPoint[] | null {
  return weighting === 'hand-drawn' && share.length > 1 ? share : null;
}

/** The share itself, and what it is made of where that is something else; in even shares. */
export function shareCurves(objective: ObjectiveRecipe, shares: LevelShares | null, timesteps: number): Curve[] {
  const t = Array.from({ length: timesteps }, (_, level) => level);
  const share = Array.from(shares?.share ?? new Float64Array(timesteps), (part) => part * timesteps);
  const drawn = drawnPoints(objective);
  const raw = drawn ? drawnCurve(drawn, timesteps) : null;
  const unit = raw ? unitOf(raw, shares) : 1;
  return [{ name: 'share', tone: 'first', x: t, y: share }, ...partCurves(objective, shares, t, raw && raw.map((value) => value * unit))];
}

/** share = unit * drawn wherever anything is drawn at all, and shares are 1 in the mean. */
function unitOf(raw: Float64Array, shares: LevelShares | null): number {
  const counted = raw.reduce((sum, value, t) => sum + ((shares?.probabilities[t] ?? 0) > 0 ? value : 0), 0);
  return counted > 0 ? raw.length / counted : 1;
}

/** So few levels that are never drawn are bridged by the network, see `checkObjective`. */
const BRIDGED = 0.02;

/** What the share is made of, where that is not the share itself. @param drawn in even shares; null where nobody has drawn */
function partCurves({ density, weighting }: ObjectiveRecipe, shares: LevelShares | null, t: readonly number[], drawn: Float64Array | null): Curve[] {
  if (!shares || density === 'uniform' || density === 'importance' || weighting === 'simple') return [];
  const { probabilities, weights } = shares;
  const draws: Curve = { name: 'draws', tone: 'faint', style: 'dashed', x: t, y: probabilities.map((p) => p * probabilities.length) };
  if (drawn) {
    const missed = drawn.map((value, level) => (value > 0 && probabilities[level] === 0 ? value : NaN));
    const isWide = missed.filter((value) => value > 0).length > BRIDGED * missed.length;
    return isWide ? [draws, { name: 'out of reach', tone: 'second', style: 'dashed', x: t, y: missed }] : [draws];
  }
  const mean = weights.reduce((sum, weight, level) => sum + weight * (probabilities[level] ?? 0), 0);
  return [draws, { name: 'weight', tone: 'second', style: 'dashed', x: t, y: weights.map((weight) => weight / mean) }];
}

export interface ShareRange {
  /** Upper end of the axis in the units of points. */
  top: number;
  /** Where a logarithmic axis begins to be one, in the units of points; null for a linear axis. */
  bend: number | null;
}

/** Beyond this many even shares the axis is logarithmic. */
const HIGH = 10;
/** An even share lies in the middle of the axis where nothing is higher than this. */
const LOW = 2;
/** Room above the highest, so that it can be raised. */
const ROOM = 1.05;

/** In even shares. */
function highest({ curves, points, unit }: ShareChart): number {
  const heights = [...(curves[0] ? Array.from(curves[0].y) : []), ...points.map(({ value }) => value * unit)];
  return heights.reduce((most, height) => Math.max(most, height), 0);
}

/** The range of the axis while nothing is dragged: round in even shares. */
export function restingRange(chart: ShareChart): ShareRange {
  const { unit } = chart;
  const height = highest(chart);
  return { top: roundUp(Math.max(LOW, height * ROOM)) / unit, bend: height > HIGH ? 1 / unit : null };
}

/** The range while points are moved: the one of the beginning, so that they stay where they are, until one of them needs more. */
export function heldRange(held: ShareRange, chart: ShareChart): ShareRange {
  return (highest(chart) * ROOM) / chart.unit > held.top ? restingRange(chart) : held;
}

/** The axis; a drag keeps its range, so that points stay under the pointer while the even share moves with the mean of what is drawn. */
export function shareAxis({ top, bend }: ShareRange, unit: number): ChartAxis {
  const axis: ChartAxis = { name: 'even shares', domain: [0, top * unit], figures: 3 };
  return bend === null ? axis : { ...axis, name: 'even shares (log)', scale: 'symlog', bend: bend * unit };
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 4, 5, 7].find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power;
}

/** What part of the loss lies where, in a sentence. */
export function describeShares(share: Float64Array): string {
  const part = (from: number, to: number): number => share.slice(Math.round(from * share.length), Math.round(to * share.length)).reduce((sum, one) => sum + one, 0);
  const percents = [part(0, 1 / 3), part(1 / 3, 2 / 3)].map((one) => Math.round(100 * one));
  const [clean = 0, middle = 0] = percents;
  if (share.every((one) => Math.abs(one * share.length - 1) < 0.01)) return say`Every timestep has the same part of the loss.`;
  return say`Of the loss ${clean} % lies in the cleanest third of the timesteps, ${middle} % in the middle one, ${Math.max(0, 100 - clean - middle)} % in the noisiest.`;
}

/** Even shares as people read them: 0.25, 1.4, 120. */
export function shareText(evenShares: number): string {
  return decimals(Number(evenShares.toPrecision(evenShares < 0.1 ? 1 : 2)));
}
