import { say } from '../words/say.ts';
import type { Palette } from './palette.ts';
import { unitTicks, type ScatterView } from './scatterView.ts';

/** What the axes are: data and noisy points, or noise by itself. */
export type Plane = 'data' | 'noise';

/** Where along the axis across its name stands. */
export type AxisNames = 'start' | 'middle' | 'end';

/**
 * The ground of the picture: surface, grid, ticks, axis labels and the training data, drawn once per size, theme and data set.
 * Under noise lie circles of one, two and three standard deviations in place of the data.
 */
export function drawGround(context: CanvasRenderingContext2D, view: ScatterView, palette: Palette, data: Float32Array | null, plane: Plane = 'data', axisNames: AxisNames = 'middle'): void {
  const { left, top, width, height } = view;
  context.fillStyle = palette.surface;
  context.fillRect(left, top, width, height);

  context.lineWidth = 1;
  context.strokeStyle = palette.grid;
  context.beginPath();
  for (const tick of unitTicks(view.halfX)) {
    const x = Math.round(view.x(tick)) + 0.5;
    context.moveTo(x, top);
    context.lineTo(x, top + height);
  }
  for (const tick of unitTicks(view.halfY)) {
    const y = Math.round(view.y(tick)) + 0.5;
    context.moveTo(left, y);
    context.lineTo(left + width, y);
  }
  context.stroke();
  drawAxes(context, view, palette, plane, axisNames);
  if (plane === 'noise') drawDeviations(context, view, palette);
  else if (data) drawDataPoints(context, view, palette.points, data);
}

/** Where 39, 86 and 99 % of unit noise lie within. */
function drawDeviations(context: CanvasRenderingContext2D, { left, top, width, height, scale, x, y }: ScatterView, palette: Palette): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.strokeStyle = palette.points;
  for (const radius of [1, 2, 3]) {
    context.beginPath();
    context.arc(x(0), y(0), radius * scale, 0, 2 * Math.PI);
    context.stroke();
  }
  context.restore();
}

/** Ticks and names of both axes, in standard deviations of the data or of the noise. */
export function drawAxes(context: CanvasRenderingContext2D, view: ScatterView, palette: Palette, plane: Plane = 'data', axisNames: AxisNames = 'middle'): void {
  const { left, top, width, height } = view;
  context.fillStyle = palette.axis;
  context.font = `${11 * palette.textScale}px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const tick of unitTicks(view.halfX)) context.fillText(minus(tick), view.x(tick), top + height + 5);
  context.textAlign = axisNames === 'middle' ? 'center' : axisNames;
  context.fillText(plane === 'noise' ? say`ε in x (standard deviations of the noise)` : say`x (standard deviations)`, left + { start: 0, middle: 0.5, end: 1 }[axisNames] * width, top + height + 20);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of unitTicks(view.halfY)) context.fillText(minus(tick), left - 6, view.y(tick));
  context.save();
  context.translate(left - 38, top + height / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'center';
  context.fillText(plane === 'noise' ? say`ε in y (standard deviations of the noise)` : say`y (standard deviations)`, 0, 0);
  context.restore();
}

function minus(tick: number): string {
  return tick < 0 ? `\u2212${-tick}` : String(tick);
}

/** Few points are drawn larger, so that they are seen beside the samples. @returns a diameter in pixels */
export function dataDotSize(count: number): number {
  return Math.min(7, Math.max(1.5, 1.5 * Math.sqrt(2000 / count)));
}

/** The training data as small dots. @param data float32 [count, 2] */
export function drawDataPoints(context: CanvasRenderingContext2D, view: ScatterView, colour: string, data: Float32Array): void {
  context.save();
  context.beginPath();
  context.rect(view.left, view.top, view.width, view.height);
  context.clip();
  context.globalAlpha = 0.45;
  context.fillStyle = colour;
  const size = dataDotSize(data.length / 2);
  for (let index = 0; index + 1 < data.length; index += 2) {
    const x = view.x(data[index] ?? 0);
    const y = view.y(data[index + 1] ?? 0);
    // So small that nobody could tell a square from a disc, which takes longer to draw.
    if (size < 2) {
      context.fillRect(x - size / 2, y - size / 2, size, size);
      continue;
    }
    context.beginPath();
    context.arc(x, y, size / 2, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}
