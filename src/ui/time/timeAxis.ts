/** The one axis of time, from data at the left to noise at the right: the same pixels in everything that lies on it. */

/** Room beside the axis within a drawing of its whole width, in CSS pixels. */
export const AXIS = { left: 46, right: 26 } as const;

export interface TimeAxis {
  left: number;
  right: number;
  length: number;
  /** Pixel of u = t / (T - 1) in [0, 1], and back (clamped). */
  x(u: number): number;
  u(pixel: number): number;
}

/** @param width of what lies on the axis, margins included, in CSS pixels */
export function timeAxis(width: number): TimeAxis {
  const { left } = AXIS;
  const right = Math.max(left + 1, width - AXIS.right);
  const length = right - left;
  return { left, right, length, x: (u) => left + u * length, u: (pixel) => Math.min(1, Math.max(0, (pixel - left) / length)) };
}
