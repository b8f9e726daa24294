/** Sides of an arrow's head, in pixels. */
const HEAD = 4;

/** Adds an arrow to a path, its head no longer than half of it; one shorter than half a pixel, or of no length, is left out. @returns whether it was added */
export function addArrow(path: CanvasPath, fromX: number, fromY: number, toX: number, toY: number): boolean {
  const length = Math.hypot(toX - fromX, toY - fromY);
  if (!(length > 0.5)) return false;
  path.moveTo(fromX, fromY);
  path.lineTo(toX, toY);
  const size = Math.min(HEAD, length / 2);
  const angle = Math.atan2(toY - fromY, toX - fromX);
  for (const side of [-1, 1]) {
    path.moveTo(toX, toY);
    path.lineTo(toX - size * Math.cos(angle + side * 0.5), toY - size * Math.sin(angle + side * 0.5));
  }
  return true;
}
