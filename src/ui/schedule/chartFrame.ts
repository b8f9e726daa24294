/** Where things lie in the schedule chart: scales between data and pixels, and ticks. */
import { scaleLinear, scaleLog } from 'd3-scale';
import { decimals } from '../../words/decimals.ts';
import { AXIS, timeAxis } from '../time/timeAxis.ts';
import { clamp, isLevelView, levelFromValue, VIEWS, type ViewName } from './views.ts';

export const MARGIN = { ...AXIS, top: 30, bottom: 44 } as const;

export interface Tick { at: number; label: string }

export interface ChartFrame {
  view: ViewName;
  width: number;
  height: number;
  timesteps: number;
  domain: readonly [number, number];
  /** Pixel of u in [0, 1], and back (clamped). */
  x(u: number): number;
  u(pixel: number): number;
  /** Pixel of a value of the view, and back (clamped to the domain). */
  y(value: number): number;
  value(pixel: number): number;
  xTicks: readonly Tick[];
  yTicks: readonly Tick[];
}

/** `width` and `height` of the whole drawing in CSS pixels; `domain` as from `viewDomain`. */
export function makeChartFrame(view: ViewName, timesteps: number, domain: readonly [number, number], width: number, height: number): ChartFrame {
  const { x, u, length } = timeAxis(width);
  const top = MARGIN.top;
  const bottom = Math.max(top + 1, height - MARGIN.bottom);
  const vertical = VIEWS[view].scale === 'log' ? scaleLog(domain, [bottom, top]) : scaleLinear(domain, [bottom, top]);
  const last = Math.max(1, timesteps - 1);
  return {
    view, width, height, timesteps, domain,
    x, u,
    y: (value) => vertical(value),
    value: (pixel) => vertical.invert(clamp(pixel, top, bottom)),
    xTicks: timeTicks(last, length).map((t) => ({ at: x(t / last), label: String(t) })),
    yTicks: valueTicks(view, domain, bottom - top).map((value) => ({ at: vertical(value), label: tickLabel(value) })),
  };
}

function timeTicks(last: number, length: number): number[] {
  const wanted = Math.max(2, Math.min(8, Math.floor(length / 90)));
  const ticks = scaleLinear([0, last], [0, 1]).ticks(wanted).filter(Number.isInteger);
  // The last timestep is the one people ask about; a round neighbour too near to it gives way.
  const room = (last * 44) / Math.max(1, length);
  return [...ticks.filter((t) => last - t > room), last];
}

function valueTicks(view: ViewName, domain: readonly [number, number], length: number): number[] {
  if (VIEWS[view].scale === 'linear') return scaleLinear(domain, [0, 1]).ticks(Math.max(3, Math.min(6, Math.floor(length / 36))));
  const from = Math.ceil(Math.log10(domain[0]) - 1e-9);
  const to = Math.floor(Math.log10(domain[1]) + 1e-9);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => 10 ** (from + i));
}

function tickLabel(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const text = Math.abs(rounded) >= 1e-4 || rounded === 0 ? String(rounded) : rounded.toExponential();
  return decimals(text.replace('-', '\u2212'));
}

/** Curve of a view at u = t / (T - 1) for drawing, interpolated linearly; `values` has one number a timestep. */
export function valueAt(values: ArrayLike<number>, u: number): number {
  const place = clamp(u, 0, 1) * (values.length - 1);
  const before = Math.floor(place);
  const low = values[before] ?? 0;
  const high = values[Math.min(before + 1, values.length - 1)] ?? low;
  return low + (high - low) * (place - before);
}

/** alpha_bar under a pixel of the chart, or null in views where a height does not fix it. */
export function levelUnder(frame: ChartFrame, pixel: number): number | null {
  return isLevelView(frame.view) ? levelFromValue(frame.view, frame.value(pixel)) : null;
}
