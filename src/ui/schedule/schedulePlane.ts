import type { PointPlane } from '../charts/pointPlane.ts';
import { levelUnder, MARGIN, valueAt, type ChartFrame } from './chartFrame.ts';
import { levelOfPoint, pointOfLevel, type Space } from './controlPoints.ts';
import { clamp, isLevelView, levelValue } from './views.ts';

/** Where the control points of a schedule lie in its chart. @param values the curve in the units of the view, one for each timestep */
export function schedulePlane(frame: ChartFrame, space: Space, values: ArrayLike<number>): PointPlane {
  const { view } = frame;
  const [top, bottom] = [MARGIN.top, frame.height - MARGIN.bottom];
  const inside = (value: number) => clamp(frame.y(value), top, bottom);
  return {
    editable: isLevelView(view),
    top, bottom,
    x: (u) => frame.x(u),
    u: (pixel) => frame.u(pixel),
    y: ({ u, value }) => inside(isLevelView(view) ? levelValue(view, levelOfPoint(space, value)) : valueAt(values, u)),
    value: (pixel) => pointOfLevel(space, levelUnder(frame, pixel) ?? 0),
    curve: (u) => inside(valueAt(values, u)),
    step: Math.max(1 / (frame.timesteps - 1), 1 / 400),
  };
}
