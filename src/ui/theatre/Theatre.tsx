import { isImageData } from '../../recipe/recipeKind.ts';
import { usePlayground } from '../playground.ts';
import { PicturesTheatre } from './PicturesTheatre.tsx';
import { PointsTheatre } from './PointsTheatre.tsx';
import type { TheatreProps } from './trajectoryFrames.ts';

/** The main picture: samples while the model learns, and the film of how they emerge from noise. */
export function Theatre(props: TheatreProps) {
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  return pictures ? <PicturesTheatre {...props} /> : <PointsTheatre {...props} />;
}
