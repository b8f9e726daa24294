/** Where things lie in a small chart: scales between data and pixels, and round ticks. */
import { scaleLinear, scaleLog, scaleSymlog } from 'd3-scale';
import { decimals } from '../words/decimals.ts';
import { linearTicks, logTicks } from './ticks.ts';

export interface ChartAxis {
  /** What it is, with its unit. */
  name: string;
  /** Both ends; of a logarithmic axis both above 0. */
  domain: readonly [number, number];
  /** `symlog` begins at 0 and grows logarithmically above `bend`. */
  scale?: 'linear' | 'log' | 'symlog';
  /** For symlog; default 1. */
  bend?: number;
  /** Figures that the labels of an upright axis have room for at least, so that the ground stays where it is while its domain moves. */
  figures?: number;
  /** Whole numbers only. */
  whole?: boolean;
}

export interface ChartTick { at: number; label: string }

export interface ChartScales {
  width: number;
  height: number;
  /** Edges of the ground in pixels. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Pixel of a value, not clamped, and the value of a pixel, clamped to the ground. */
  x(value: number): number;
  y(value: number): number;
  xOf(pixel: number): number;
  yOf(pixel: number): number;
  xTicks: readonly ChartTick[];
  yTicks: readonly ChartTick[];
}

const EDGES = { right: 10, top: 22, bottom: 38 } as const;
/** Width of a figure of a tick's label. */
const FIGURE = 7;

/** A number as axes write it: three significant figures, a true minus, powers of ten beyond a hundred thousandth and a hundred thousand. */
export function axisNumber(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  const text = size !== 0 && (size < 1e-4 || size >= 1e5) ? rounded.toExponential().replace('e+', 'e') : String(rounded);
  return decimals(text.replaceAll('-', '\u2212'));
}

/** @param width of the whole drawing in CSS pixels, and its height */
export function makeChartScales(x: ChartAxis, y: ChartAxis, width: number, height: number): ChartScales {
  const top = EDGES.top;
  const bottom = Math.max(top + 1, height - EDGES.bottom);
  const yValues = ticksOf(y, Math.max(2, Math.min(5, Math.floor((bottom - top) / 34))));
  const left = 10 + FIGURE * Math.max(y.figures ?? 1, ...yValues.map((value) => axisNumber(value).length));
  // Half of the last label hangs over the edge.
  const right = Math.max(left + 1, width - Math.max(EDGES.right, (FIGURE * axisNumber(x.domain[1]).length) / 2 + 1));
  const across = scaleOf(x, [left, right]);
  const up = scaleOf(y, [bottom, top]);
  const labelled = (values: readonly number[], place: (value: number) => number): ChartTick[] => values.map((value) => ({ at: place(value), label: axisNumber(value) }));
  const clamp = (pixel: number, from: number, to: number): number => Math.min(to, Math.max(from, pixel));
  return {
    width, height, left, right, top, bottom,
    x: (value) => across(value), y: (value) => up(value),
    xOf: (pixel) => across.invert(clamp(pixel, left, right)), yOf: (pixel) => up.invert(clamp(pixel, top, bottom)),
    xTicks: labelled(withEnd(ticksOf(x, Math.max(2, Math.min(6, Math.floor((right - left) / 70)))), x, right - left), (value) => across(value)),
    yTicks: labelled(yValues, (value) => up(value)),
  };
}

function scaleOf({ scale, domain, bend = 1 }: ChartAxis, range: readonly [number, number]) {
  if (scale === 'symlog') return scaleSymlog(domain, range).constant(bend);
  return scale === 'log' ? scaleLog(domain, range) : scaleLinear(domain, range);
}

function ticksOf({ scale, domain: [from, to], whole, bend = 1 }: ChartAxis, count: number): number[] {
  if (scale === 'symlog') return [0, ...thinned(logTicks(bend, to), count)];
  const ticks = scale === 'log' ? thinned(logTicks(from, to), count + 2) : linearTicks(to, count, from);
  return ticks.filter((tick) => tick >= from && tick <= to && (!whole || Number.isInteger(tick)));
}

/** At most `most` of the ticks, evenly chosen. */
function thinned(ticks: readonly number[], most: number): number[] {
  const every = Math.ceil(ticks.length / most);
  return ticks.filter((_, i) => i % every === 0);
}

/** The last timestep or step is the one people ask about; a round neighbour too near to it gives way. */
function withEnd(ticks: readonly number[], { domain: [from, to], whole, scale }: ChartAxis, length: number): number[] {
  if (!whole || scale === 'log' || !(to > from)) return ticks.slice();
  const room = ((to - from) * 40) / Math.max(1, length);
  return [...ticks.filter((tick) => to - tick > room), to];
}
