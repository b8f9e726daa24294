import type { PointView } from '../../plot/filmPoints.ts';
import type { Asked, Trajectory } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { describeFrame } from './trajectoryFrames.ts';

function what(view: Exclude<PointView, 'noise'>): string {
  switch (view) {
    case 'noisy': return say`Noisy points`;
    case 'predicted': return say`Predicted clean points`;
    case 'velocity': return say`Noisy points with predicted velocities`;
    case 'score': return say`Noisy points with predicted scores`;
  }
}

/** What a frame of a film of points shows, for those who do not see it. */
export function pointsLabel(trajectory: Trajectory, view: PointView, of: Asked, frame: number): string {
  const where = describeFrame(trajectory, frame);
  if (view === 'noise') return of === 'ideal' ? say`Predicted noise of the perfect model: ${where}` : say`Predicted noise: ${where}`;
  return of === 'ideal' ? say`${what(view)} of the perfect model over the training data: ${where}` : say`${what(view)} over the training data: ${where}`;
}
