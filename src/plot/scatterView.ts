/** Where data units fall on a picture with equal scales on both axes, y up. */
export interface ScatterView {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Pixels per data unit, on both axes. */
  scale: number;
  /** Half the extent shown, in data units. */
  halfX: number;
  halfY: number;
  x(value: number): number;
  y(value: number): number;
}

export interface Margins { left: number; right: number; top: number; bottom: number }

/** At least `reach` units are shown each way from the origin; the longer side shows more. */
export function scatterView(width: number, height: number, reach: number, margins: Margins): ScatterView {
  const innerWidth = Math.max(1, width - margins.left - margins.right);
  const innerHeight = Math.max(1, height - margins.top - margins.bottom);
  const scale = Math.min(innerWidth, innerHeight) / (2 * reach);
  const centreX = margins.left + innerWidth / 2;
  const centreY = margins.top + innerHeight / 2;
  return {
    left: margins.left,
    top: margins.top,
    width: innerWidth,
    height: innerHeight,
    scale,
    halfX: innerWidth / 2 / scale,
    halfY: innerHeight / 2 / scale,
    x: (value) => centreX + value * scale,
    y: (value) => centreY - value * scale,
  };
}

/** Whole-number ticks within `half` of 0. */
export function unitTicks(half: number): number[] {
  const last = Math.floor(half - 1e-9);
  return Array.from({ length: 2 * last + 1 }, (_, index) => index - last);
}
