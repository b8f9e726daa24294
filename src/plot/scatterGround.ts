import { say } from '../words/say.ts';
import type { Palette } from './palette.ts';
import { unitTicks, type ScatterView } from './scatterView.ts';

/** The ground of the picture: surface, grid, ticks, axis labels and the training data, drawn once per size, theme and data set. */
export function drawGround(context: CanvasRenderingContext2D, view: ScatterView, palette: Palette, data: Float32Array | null): void {
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
  drawAxes(context, view, palette);
  if (data) drawDataPoints(context, view, palette.points, data);
}

/** Ticks and names of both axes, in standard deviations of the data. */
export function drawAxes(context: CanvasRenderingContext2D, view: ScatterView, palette: Palette): void {
  const { left, top, width, height } = view;
  context.fillStyle = palette.axis;
  context.font = `11px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const tick of unitTicks(view.halfX)) context.fillText(minus(tick), view.x(tick), top + height + 5);
  context.fillText(say`x (standard deviations)`, left + width / 2, top + height + 20);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of unitTicks(view.halfY)) context.fillText(minus(tick), left - 6, view.y(tick));
  context.save();
  context.translate(left - 29, top + height / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'center';
  context.fillText(say`y (standard deviations)`, 0, 0);
  context.restore();
}

function minus(tick: number): string {
  return tick < 0 ? `\u2212${-tick}` : String(tick);
}

/** The training data as small dots. @param data float32 [count, 2] */
export function drawDataPoints(context: CanvasRenderingContext2D, view: ScatterView, colour: string, data: Float32Array): void {
  context.save();
  context.beginPath();
  context.rect(view.left, view.top, view.width, view.height);
  context.clip();
  context.globalAlpha = 0.45;
  context.fillStyle = colour;
  for (let index = 0; index + 1 < data.length; index += 2) {
    context.fillRect(view.x(data[index] ?? 0) - 0.75, view.y(data[index + 1] ?? 0) - 0.75, 1.5, 1.5);
  }
  context.restore();
}
