import { fitSurface } from './canvasSurface.ts';
import { lossColumns, shownSteps, smoothingHorizon, type LossColumns, type ShownSteps } from './lossCurve.ts';
import { readPalette, type Palette } from './palette.ts';
import { linearTicks, logTicks } from './ticks.ts';

interface History { steps: Float64Array; values: Float64Array; length: number }

interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
  x(step: number): number;
  y(loss: number): number;
}

const margins = { left: 46, right: 8, top: 8, bottom: 34 };

/** Loss over steps on a logarithmic axis: the range of the raw losses as a band, the smoothed loss as a line. */
export function drawLossCurve(canvas: HTMLCanvasElement, history: History): void {
  const surface = fitSurface(canvas);
  if (!surface) return;
  const { context, width, height } = surface;
  const palette = readPalette(canvas);
  context.clearRect(0, 0, width, height);
  const columns = lossColumns(history, width - margins.left - margins.right, smoothingHorizon(history.length));
  const limits = lossLimits(columns);
  const steps = shownSteps(history);
  const frame = makeFrame(width, height, steps, limits);
  drawTitles(context, frame, palette);
  if (columns.length === 0) {
    drawEmpty(context, frame, palette);
    return;
  }
  drawAxes(context, frame, palette, steps, limits);
  context.save();
  context.beginPath();
  context.rect(frame.left, frame.top, frame.width, frame.height);
  context.clip();
  drawBand(context, frame, palette, columns);
  drawLine(context, frame, palette, columns);
  context.restore();
}

/** The smoothed loss fills the height; the raw losses may reach a third beyond it before they are cut off. */
function lossLimits(columns: LossColumns): { lowest: number; highest: number } {
  if (columns.length === 0) return { lowest: 0.1, highest: 1 };
  const range = (values: Float64Array) => {
    const known = values.subarray(0, columns.length);
    return { lowest: known.reduce((least, value) => Math.min(least, value), Infinity), highest: known.reduce((most, value) => Math.max(most, value), 0) };
  };
  const smooth = range(columns.smooth);
  return {
    lowest: Math.max(smooth.lowest / 1.33, range(columns.lowest).lowest / 1.05),
    highest: Math.min(smooth.highest * 1.33, range(columns.highest).highest * 1.05),
  };
}

function makeFrame(width: number, height: number, { first, last }: ShownSteps, limits: { lowest: number; highest: number }): Frame {
  const innerWidth = width - margins.left - margins.right;
  const innerHeight = height - margins.top - margins.bottom;
  const span = Math.log(limits.highest / limits.lowest);
  return {
    left: margins.left,
    top: margins.top,
    width: innerWidth,
    height: innerHeight,
    x: (step) => margins.left + (innerWidth * (step - first)) / (last - first),
    y: (loss) => margins.top + innerHeight * (1 - Math.log(loss / limits.lowest) / span),
  };
}

function drawAxes(context: CanvasRenderingContext2D, frame: Frame, palette: Palette, { first, last }: ShownSteps, limits: { lowest: number; highest: number }): void {
  const bottom = frame.top + frame.height;
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.fillStyle = palette.axis;
  context.font = `11px ${palette.font}`;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.beginPath();
  for (const tick of logTicks(limits.lowest, limits.highest)) {
    const y = Math.round(frame.y(tick)) + 0.5;
    context.moveTo(frame.left, y);
    context.lineTo(frame.left + frame.width, y);
    context.fillText(String(tick), frame.left - 6, y);
  }
  context.stroke();
  context.textBaseline = 'top';
  for (const tick of linearTicks(last, Math.max(3, Math.floor(frame.width / 80)), first)) {
    const label = tick.toLocaleString('en');
    const half = context.measureText(label).width / 2;
    context.textAlign = 'center';
    context.fillText(label, Math.min(frame.left + frame.width - half, frame.x(tick)), bottom + 4);
  }
}

function drawTitles(context: CanvasRenderingContext2D, frame: Frame, palette: Palette): void {
  context.fillStyle = palette.axis;
  context.font = `11px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.fillText('training step', frame.left + frame.width / 2, frame.top + frame.height + 19);
  context.save();
  context.translate(9, frame.top + frame.height / 2);
  context.rotate(-Math.PI / 2);
  context.textBaseline = 'middle';
  context.fillText('loss (log)', 0, 0);
  context.restore();
}

/** Bare axes: numbers beside them would be of nothing. */
function drawEmpty(context: CanvasRenderingContext2D, frame: Frame, palette: Palette): void {
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(frame.left + 0.5, frame.top);
  context.lineTo(frame.left + 0.5, Math.round(frame.top + frame.height) + 0.5);
  context.lineTo(frame.left + frame.width, Math.round(frame.top + frame.height) + 0.5);
  context.stroke();
  context.textBaseline = 'middle';
  context.fillText('no steps trained here yet', frame.left + frame.width / 2, frame.top + frame.height / 2);
}

function drawBand(context: CanvasRenderingContext2D, frame: Frame, palette: Palette, columns: LossColumns): void {
  context.fillStyle = palette.band;
  context.strokeStyle = palette.band;
  context.lineWidth = 1;
  context.lineJoin = 'round';
  context.beginPath();
  for (let index = 0; index < columns.length; index++) context.lineTo(frame.x(columns.steps[index] ?? 0), frame.y(columns.highest[index] ?? 1));
  for (let index = columns.length - 1; index >= 0; index--) context.lineTo(frame.x(columns.steps[index] ?? 0), frame.y(columns.lowest[index] ?? 1));
  context.closePath();
  context.fill();
  context.stroke();
}

function drawLine(context: CanvasRenderingContext2D, frame: Frame, palette: Palette, columns: LossColumns): void {
  context.strokeStyle = palette.curves[0];
  context.lineWidth = 1.75;
  context.lineJoin = 'round';
  context.beginPath();
  for (let index = 0; index < columns.length; index++) context.lineTo(frame.x(columns.steps[index] ?? 0), frame.y(columns.smooth[index] ?? 1));
  context.stroke();
}
