import { colourWheel } from './oklch.ts';
import type { Palette } from './palette.ts';
import type { ScatterView } from './scatterView.ts';

/** Sectors of the colour wheel: enough to look continuous, few enough to draw sector by sector. */
export const sectorCount = 36;

/** The sector 0 .. sectorCount - 1 of the angle in which each point of float32 [count, 2] lies as seen from the origin. */
export function sectorsOf(points: Float32Array): Uint8Array {
  const sectors = new Uint8Array(points.length / 2);
  for (let index = 0; index < sectors.length; index++) {
    const turn = Math.atan2(points[2 * index + 1] ?? 0, points[2 * index] ?? 0) / (2 * Math.PI);
    sectors[index] = Math.floor((turn < 0 ? turn + 1 : turn) * sectorCount) % sectorCount;
  }
  return sectors;
}

/** One round dot per sector, drawn once at the device's resolution; stamping them blends overlapping points. */
export interface DotSheet {
  sheet: HTMLCanvasElement;
  /** Side of one dot's cell, in device pixels. */
  cell: number;
  ratio: number;
}

export function makeDots(radius: number, ratio: number, palette: Palette): DotSheet {
  const cell = Math.ceil(2 * (radius + 1) * ratio);
  const sheet = document.createElement('canvas');
  sheet.width = cell * sectorCount;
  sheet.height = cell;
  const context = sheet.getContext('2d');
  if (context) {
    colourWheel(sectorCount, palette.wheel).forEach((colour, sector) => {
      context.fillStyle = colour;
      context.beginPath();
      context.arc((sector + 0.5) * cell, cell / 2, radius * ratio, 0, 2 * Math.PI);
      context.fill();
    });
  }
  return { sheet, cell, ratio };
}

/** Stamps the points, clipped to the picture; `alpha` in (0, 1]. */
export function drawPoints(
  context: CanvasRenderingContext2D, view: ScatterView, dots: DotSheet, points: Float32Array, sectors: Uint8Array, alpha: number,
): void {
  const { cell, ratio, sheet } = dots;
  const side = cell / ratio;
  const right = view.left + view.width;
  const bottom = view.top + view.height;
  context.globalAlpha = alpha;
  for (let index = 0; index < sectors.length; index++) {
    const x = view.x(points[2 * index] ?? 0);
    const y = view.y(points[2 * index + 1] ?? 0);
    // NaN fails every comparison, so a diverged model draws nothing instead of throwing.
    if (!(x > view.left && x < right && y > view.top && y < bottom)) continue;
    context.drawImage(sheet, (sectors[index] ?? 0) * cell, 0, cell, cell, x - side / 2, y - side / 2, side, side);
  }
  context.globalAlpha = 1;
}

/** The path of the first `count` points through frames 0 .. position (which may lie between two frames). */
export function drawTrails(
  context: CanvasRenderingContext2D, view: ScatterView, palette: Palette, frames: readonly Float32Array[], position: number, sectors: Uint8Array, count: number,
): void {
  const colours = colourWheel(sectorCount, palette.wheel);
  const whole = Math.floor(position);
  const head = interpolateFrames(frames, position);
  context.save();
  context.beginPath();
  context.rect(view.left, view.top, view.width, view.height);
  context.clip();
  context.globalAlpha = 0.55;
  context.lineWidth = 1;
  context.lineJoin = 'round';
  for (let index = 0; index < Math.min(count, sectors.length); index++) {
    context.strokeStyle = colours[sectors[index] ?? 0] ?? palette.ink;
    context.beginPath();
    for (let frame = 0; frame <= whole; frame++) {
      const points = frames[frame];
      if (points) context.lineTo(view.x(points[2 * index] ?? 0), view.y(points[2 * index + 1] ?? 0));
    }
    context.lineTo(view.x(head[2 * index] ?? 0), view.y(head[2 * index + 1] ?? 0));
    context.stroke();
  }
  context.restore();
}

/** Points between two frames, moved along straight lines; the frame itself at whole positions. */
export function interpolateFrames(frames: readonly Float32Array[], position: number): Float32Array {
  const clamped = Math.min(frames.length - 1, Math.max(0, position));
  const whole = Math.floor(clamped);
  const from = frames[whole] ?? new Float32Array(0);
  const to = frames[whole + 1];
  const part = clamped - whole;
  return to && part > 0 ? from.map((value, index) => value + part * ((to[index] ?? value) - value)) : from;
}
