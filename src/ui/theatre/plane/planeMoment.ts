import type { PointView } from '../../../plot/filmPoints.ts';
import type { Trajectory } from '../../../protocol/messages.ts';

/** A picture of points as it is about to be drawn. */
export interface PlaneMoment {
  /** null for live samples, or for nothing. */
  film: Trajectory | null;
  view: PointView;
  /** Where the film is; between two frames while it plays. */
  position: number;
  /** The samples where they are drawn, float32 [count, 2], and the training data. */
  points: Float32Array | null;
  data: Float32Array | null;
}
