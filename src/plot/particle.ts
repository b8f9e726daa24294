/** One sample of a film, followed from its noise to its end. */
import type { Palette } from './palette.ts';
import type { ScatterView } from './scatterView.ts';

/** The place of one sample in each of some frames, [frames, 2] flattened. @param frames float32 [count, 2] each */
export function pathOf(frames: readonly Float32Array[], index: number): Float32Array {
  return Float32Array.from(frames.flatMap((frame) => [frame[2 * index] ?? NaN, frame[2 * index + 1] ?? NaN]));
}

/** The point nearest to a place and no farther than `reach`; null where there is none. @param points float32 [count, 2] */
export function nearestPoint(points: Float32Array, x: number, y: number, reach = Infinity): { index: number; distance: number } | null {
  let found: { index: number; distance: number } | null = null;
  for (let index = 0; 2 * index + 1 < points.length; index++) {
    const distance = Math.hypot((points[2 * index] ?? NaN) - x, (points[2 * index + 1] ?? NaN) - y);
    if (distance <= (found?.distance ?? reach)) found = { index, distance };
  }
  return found;
}

/** How long a path is, in its units. @param path [frames, 2] flattened */
export function pathLength(path: Float32Array): number {
  let sum = 0;
  for (let at = 2; at + 1 < path.length; at += 2) sum += Math.hypot((path[at] ?? NaN) - (path[at - 2] ?? NaN), (path[at + 1] ?? NaN) - (path[at - 1] ?? NaN));
  return sum;
}

/** The place on a path at a position that may lie between two frames. */
export function placeAt(path: Float32Array, position: number): [number, number] {
  const last = path.length / 2 - 1;
  const from = Math.max(0, Math.min(last, Math.floor(position)));
  const to = Math.min(last, from + 1);
  const part = Math.max(0, Math.min(1, position - from));
  const between = (axis: number): number => (1 - part) * (path[2 * from + axis] ?? NaN) + part * (path[2 * to + axis] ?? NaN);
  return [between(0), between(1)];
}

/**
 * Where another record of the way from noise to data is at the level of a film's position: the same place where both went through
 * the same levels, else by alpha_bar, which grows on the way. @param alphaBars of the record's states @param film those of the film
 */
export function samePlace(alphaBars: ArrayLike<number>, film: ArrayLike<number>, position: number): number {
  const own = Array.from(alphaBars);
  if (own.length === film.length && own.every((value, k) => value === film[k])) return position;
  const from = Math.max(0, Math.min(film.length - 1, Math.floor(position)));
  const part = position - from;
  const wanted = (1 - part) * (film[from] ?? 1) + part * (film[Math.min(film.length - 1, from + 1)] ?? 1);
  const next = own.findIndex((value) => value >= wanted);
  if (next < 0) return own.length - 1;
  if (next === 0) return 0;
  const [before = 0, after = 1] = own.slice(next - 1, next + 1);
  return next - 1 + (wanted - before) / Math.max(1e-12, after - before);
}

export interface ParticleScene {
  /** Where it goes in the plane shown, [frames, 2] flattened. */
  path: Float32Array;
  /** The predictions of its clean point in the same plane, or null where they lie in another. */
  guesses: Float32Array | null;
  position: number;
}

const guessRadius = 2.5;

/** The way so far and, faintly, the way to come; its start as a cross, its end as a ring; predictions as hollow dots, the present one joined by a dotted line. */
export function drawParticle(context: CanvasRenderingContext2D, view: ScatterView, palette: Palette, { path, guesses, position }: ParticleScene): void {
  context.save();
  context.beginPath();
  context.rect(view.left, view.top, view.width, view.height);
  context.clip();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const head = placeAt(path, position);
  const count = path.length / 2;
  const whole = Math.max(0, Math.min(count - 1, Math.floor(position)));
  const frames = Array.from({ length: count }, (_, frame) => placeAt(path, frame));
  const way = (places: readonly (readonly [number, number])[]): void => {
    context.beginPath();
    for (const [x, y] of places) context.lineTo(view.x(x), view.y(y));
  };
  const outlined = (width: number, colour: string, alpha: number): void => {
    context.globalAlpha = 0.85 * alpha;
    context.strokeStyle = palette.surface;
    context.lineWidth = width + 2.5;
    context.stroke();
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  };
  way([head, ...frames.slice(whole + 1)]);
  outlined(1.25, palette.ink, 0.4);
  way([...frames.slice(0, whole + 1), head]);
  outlined(2, palette.ink, 1);
  if (guesses) drawGuesses(context, view, palette, guesses, head, position);
  const [start, end] = [frames[0] ?? head, frames[count - 1] ?? head];
  drawCross(context, view.x(start[0]), view.y(start[1]));
  outlined(2, palette.ink, 1);
  ring(context, view.x(end[0]), view.y(end[1]), 6);
  outlined(1.5, palette.ink, 1);
  ring(context, view.x(head[0]), view.y(head[1]), 4.5);
  context.globalAlpha = 1;
  context.fillStyle = palette.ink;
  context.fill();
  context.strokeStyle = palette.surface;
  context.lineWidth = 1.5;
  context.stroke();
  context.restore();
}

function drawGuesses(context: CanvasRenderingContext2D, view: ScatterView, palette: Palette, guesses: Float32Array, head: readonly [number, number], position: number): void {
  const [guess, so] = [placeAt(guesses, position), Math.floor(position)];
  const colour = palette.curves[1];
  context.globalAlpha = 1;
  context.setLineDash([1.5, 4]);
  context.strokeStyle = colour;
  context.lineWidth = 1.75;
  context.beginPath();
  context.moveTo(view.x(head[0]), view.y(head[1]));
  context.lineTo(view.x(guess[0]), view.y(guess[1]));
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = palette.surface;
  for (let frame = 0; 2 * frame + 1 < guesses.length; frame++) {
    const [x, y] = placeAt(guesses, frame);
    ring(context, view.x(x), view.y(y), guessRadius);
    context.globalAlpha = frame <= so ? 1 : 0.35;
    context.fill();
    context.lineWidth = 1.25;
    context.stroke();
  }
  ring(context, view.x(guess[0]), view.y(guess[1]), guessRadius + 2);
  context.globalAlpha = 1;
  context.fill();
  context.lineWidth = 2;
  context.stroke();
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

function drawCross(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  for (const [across, up] of [[4, 4], [4, -4]] as const) {
    context.moveTo(x - across, y - up);
    context.lineTo(x + across, y + up);
  }
}
