/** Reads the lists of an untrusted recipe: points, strokes, control points of a schedule, shares of the loss, timesteps placed by hand. */
import { MOST_STEPS } from '../diffusion/grids.ts';
import { CONTROL_POINTS_RANGE, SMALLEST_GAP, VALUE_RANGE } from '../diffusion/schedules.ts';
import { shown, type Fields } from './fields.ts';
import { numberOption } from './options.ts';
import type { ControlPoint, Point, ScheduleRecipe, SharePoint } from './recipe.ts';

/** Most strokes of a drawing, and most points of one stroke. */
export const STROKE_LIMITS = { strokes: 100, points: 5000 } as const;

/** The control points of a hand-drawn schedule that names none: a straight line in log-SNR, from nearly clean to nearly noise. */
export const defaultControlPoints: readonly ControlPoint[] = [{ u: 0, value: 9 }, { u: 0.5, value: 0 }, { u: 1, value: -9 }];

function isPoint(value: unknown): value is Point {
  return Array.isArray(value) && value.length === 2 && value.every((number) => typeof number === 'number' && Number.isFinite(number));
}

export function parsePoints(fields: Fields): readonly Point[] {
  const { max } = numberOption('data.count');
  const value = fields.raw('points');
  const path = fields.at('points');
  if (!Array.isArray(value) || value.length < 2 || value.length > max) {
    fields.problem(path, `${path} is ${Array.isArray(value) ? `a list of ${value.length}` : shown(value)}; it takes a list of 2 to ${max} points [x, y].`);
    return [];
  }
  const bad = value.findIndex((point) => !isPoint(point));
  if (bad >= 0) fields.problem(`${path}[${bad}]`, `${path}[${bad}] is ${shown(value[bad])}; it takes a point [x, y] of two finite numbers.`);
  return value.filter(isPoint);
}

export function parseStrokes(fields: Fields): readonly (readonly Point[])[] {
  const value = fields.raw('strokes');
  const path = fields.at('strokes');
  if (!Array.isArray(value) || value.length < 1 || value.length > STROKE_LIMITS.strokes) {
    fields.problem(path, `${path} is ${Array.isArray(value) ? `a list of ${value.length}` : shown(value)}; it takes a list of 1 to ${STROKE_LIMITS.strokes} strokes.`);
    return [];
  }
  return value.map((stroke: unknown, i) => {
    const inSquare = Array.isArray(stroke) && stroke.length >= 1 && stroke.length <= STROKE_LIMITS.points
      && stroke.every((point) => isPoint(point) && point.every((number) => number >= 0 && number <= 1));
    if (!inSquare) fields.problem(`${path}[${i}]`, `${path}[${i}] is ${shown(stroke)}; a stroke takes 1 to ${STROKE_LIMITS.points} points [x, y] with numbers from 0 to 1.`);
    return Array.isArray(stroke) ? stroke.filter(isPoint) : [];
  });
}

function isSharePoint(value: unknown): value is SharePoint {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 2
    && 'u' in value && typeof value.u === 'number' && value.u >= 0 && value.u <= 1
    && 'value' in value && typeof value.value === 'number' && Number.isFinite(value.value);
}

/** A point that may have a slope. */
function isControlPoint(value: unknown): value is ControlPoint {
  if (typeof value !== 'object' || value === null || !('slope' in value)) return isSharePoint(value);
  const { slope, ...point } = value;
  return typeof slope === 'number' && Number.isFinite(slope) && isSharePoint(point);
}

export function parseControlPoints(fields: Fields, drawn: boolean, space: ScheduleRecipe['space']): readonly ControlPoint[] {
  const value = fields.raw('points');
  const path = fields.at('points');
  if (value === undefined) return drawn ? defaultControlPoints.map(({ u, value: height }) => ({ u, value: space === 'log-snr' ? height : 1 / (1 + Math.exp(-height)) })) : [];
  const [fewest, most] = drawn ? CONTROL_POINTS_RANGE : [0, CONTROL_POINTS_RANGE[1]];
  if (!Array.isArray(value) || value.length < fewest || value.length > most) {
    fields.problem(path, `${path} is ${Array.isArray(value) ? `a list of ${value.length}` : shown(value)}; it takes a list of ${fewest} to ${most} points {"u", "value"}.`);
    return [];
  }
  const points = value.filter(isControlPoint);
  const [lowest, highest] = VALUE_RANGE[space];
  const bad = value.findIndex((point) => !isControlPoint(point) || point.value < lowest || point.value > highest);
  if (bad >= 0) {
    fields.problem(`${path}[${bad}]`, `${path}[${bad}] is ${shown(value[bad])}; it takes {"u": a number from 0 to 1, "value": a number from ${lowest} to ${highest}} and, if wanted, "slope": a number.`);
  } else {
    refuseUnsorted(fields, path, points);
  }
  return points;
}

/** Points of a hand-drawn share: as many as a hand-drawn schedule may have. Where none are given every noise level has the same. */
export function parseShare(fields: Fields, drawn: boolean): readonly SharePoint[] {
  const value = fields.raw('share');
  const path = fields.at('share');
  if (value === undefined) return drawn ? [{ u: 0, value: 1 }, { u: 1, value: 1 }] : [];
  const [fewest, most] = drawn ? CONTROL_POINTS_RANGE : [0, CONTROL_POINTS_RANGE[1]];
  if (!Array.isArray(value) || value.length < fewest || value.length > most) {
    fields.problem(path, `${path} is ${Array.isArray(value) ? `a list of ${value.length}` : shown(value)}; it takes a list of ${fewest} to ${most} points {"u", "value"}.`);
    return [];
  }
  const points = value.filter(isSharePoint);
  const bad = value.findIndex((point) => !isSharePoint(point) || point.value < 0);
  if (bad >= 0) {
    fields.problem(`${path}[${bad}]`, `${path}[${bad}] is ${shown(value[bad])}; it takes {"u": a number from 0 to 1, "value": a number of 0 or greater}.`);
  } else {
    refuseUnsorted(fields, path, points);
  }
  return points;
}

/** Timesteps placed by hand, noisy to clean; null where none are given. Whether they fit the schedule shows when all of it is known. */
export function parsePlaces(fields: Fields): readonly number[] | null {
  const value = fields.raw('places');
  if (value === undefined) return null;
  const isPlace = (one: unknown): one is number => typeof one === 'number' && one >= 0 && one < MOST_STEPS;
  if (Array.isArray(value) && value.length <= MOST_STEPS && value.every(isPlace)) return value.filter(isPlace);
  fields.problem(fields.at('places'), `${fields.at('places')} is ${shown(value)}; it takes a list of at most ${MOST_STEPS} timesteps, falling, from 0 to one below the number of timesteps.`);
  return [];
}

function refuseUnsorted(fields: Fields, path: string, points: readonly { u: number }[]): void {
  const unsorted = points.findIndex(({ u }, i) => u - (points[i - 1]?.u ?? -1) < SMALLEST_GAP);
  if (unsorted >= 0) fields.problem(`${path}[${unsorted}].u`, `${path}[${unsorted}].u is ${shown(points[unsorted]?.u)}; it takes a number above that of the point before it.`);
}
