/** A regular grid of the noise plane, and where its lines are on the way to the data. */
import type { Palette } from './palette.ts';
import type { ScatterView } from './scatterView.ts';

/** In standard deviations of the starting noise: lines reach this far, so far apart, with nodes so close. 97.5 % of the noise lies within. */
export const gridReach = 2.5;
const gridGap = 0.5;
const nodeGap = 0.125;
const lineCount = Math.round((2 * gridReach) / gridGap) + 1;
const nodeCount = Math.round((2 * gridReach) / nodeGap) + 1;
/** A piece of a line that has become so many times as long is faint: hardly anything of the noise is there. */
const faintStretch = 10;

/** Nodes of all lines, first those of constant x from left to right, then those of constant y from the bottom: float32 [lines * nodes, 2]. */
export function gridNodes(): Float32Array {
  const out = new Float32Array(4 * lineCount * nodeCount);
  let at = 0;
  for (const upright of [true, false]) {
    for (let line = 0; line < lineCount; line++) {
      for (let node = 0; node < nodeCount; node++) {
        const [fixed, along] = [line * gridGap - gridReach, node * nodeGap - gridReach];
        out[at++] = upright ? fixed : along;
        out[at++] = upright ? along : fixed;
      }
    }
  }
  return out;
}

export interface GridPieces {
  /** Pieces [x, y, to x, to y, ...] of the two lines through the origin, of the others, and those that are stretched far. */
  middle: number[];
  plain: number[];
  faint: number[];
}

/** The lines of a carried grid as pieces, in the units of `nodes`; pieces with an end that is no number are left out. @param nodes as `gridNodes` */
export function gridPieces(nodes: Float32Array): { upright: GridPieces; level: GridPieces } {
  return { upright: piecesOf(nodes, 0), level: piecesOf(nodes, lineCount) };
}

function piecesOf(nodes: Float32Array, firstLine: number): GridPieces {
  const pieces: GridPieces = { middle: [], plain: [], faint: [] };
  for (let line = 0; line < lineCount; line++) {
    const first = (firstLine + line) * nodeCount;
    for (let node = first; node + 1 < first + nodeCount; node++) {
      const [x = NaN, y = NaN, toX = NaN, toY = NaN] = nodes.subarray(2 * node, 2 * node + 4);
      const length = Math.hypot(toX - x, toY - y);
      if (!Number.isFinite(length)) continue;
      (length > faintStretch * nodeGap ? pieces.faint : 2 * line + 1 === lineCount ? pieces.middle : pieces.plain).push(x, y, toX, toY);
    }
  }
  return pieces;
}

/** Draws a carried grid, clipped to the picture: lines of constant x in one tone, of constant y in another. */
export function drawWarpedGrid(context: CanvasRenderingContext2D, view: ScatterView, palette: Palette, nodes: Float32Array): void {
  const { upright, level } = gridPieces(nodes);
  context.save();
  context.beginPath();
  context.rect(view.left, view.top, view.width, view.height);
  context.clip();
  context.lineCap = 'round';
  for (const [pieces, colour] of [[upright, palette.curves[3]], [level, palette.curves[1]]] as const) {
    context.strokeStyle = colour;
    for (const [part, width, alpha] of [[pieces.faint, 1, 0.14], [pieces.plain, 1, 0.75], [pieces.middle, 2.25, 0.9]] as const) {
      context.lineWidth = width;
      context.globalAlpha = alpha;
      context.beginPath();
      for (let at = 0; at < part.length; at += 4) {
        context.moveTo(view.x(part[at] ?? 0), view.y(part[at + 1] ?? 0));
        context.lineTo(view.x(part[at + 2] ?? 0), view.y(part[at + 3] ?? 0));
      }
      context.stroke();
    }
  }
  context.restore();
}
