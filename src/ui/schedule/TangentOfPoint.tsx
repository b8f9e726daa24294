import type { PointPlane } from '../charts/pointPlane.ts';
import type { ControlPoint } from '../../recipe/recipe.ts';
import type { ChartFrame } from './chartFrame.ts';
import type { Handles } from './handles.ts';
import { TangentHandle } from './TangentHandle.tsx';
import { steepness, tangentAt, withSlope } from './tangents.ts';
import type { LevelView } from './views.ts';

export interface TangentOfPointProps {
  frame: ChartFrame;
  view: LevelView;
  plane: PointPlane;
  handles: Handles;
  index: number;
  onEdit(points: readonly ControlPoint[], commit: boolean): void;
}

/** A change of slope that moves a handle by less than this cannot be drawn, in pixels down for one to the right. */
const LEAST = 1e-6;

/** The handles of the selected point's tangent; none where the view is so flat at this level that no slope can be seen. */
export function TangentOfPoint({ frame, view, plane, handles, index, onEdit }: TangentOfPointProps) {
  const { points, space } = handles;
  const point = points[index];
  const tangent = tangentAt(points, space, index);
  if (!point || !tangent) return null;
  const rate = steepness(frame, view, space, point.value);
  if (Math.abs(rate) < LEAST) return null;
  const at = { x: plane.x(point.u), y: plane.y(point) };
  const sides = [-1, 1] as const;
  const beside = sides.filter((side) => points[index + side] !== undefined);
  const room = Math.min(...beside.map((side) => Math.abs(plane.x(points[index + side]?.u ?? 0) - at.x)));
  return (
    <TangentHandle
      tangent={tangent} at={at} sides={beside} steepness={rate} room={room}
      onSlope={(slope, commit) => onEdit(withSlope(points, index, slope), commit)}
    />
  );
}
