import { useState } from 'react';
import { isImageData } from '../../recipe/recipeKind.ts';
import { usePlayground } from '../playground.ts';
import { PicturesTheatre } from './PicturesTheatre.tsx';
import { PointsTheatre } from './PointsTheatre.tsx';
import type { TheatreMode } from './trajectoryFrames.ts';

/** The main picture: samples while the model learns, and the film of how they emerge from noise. */
export function Theatre() {
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const [mode, setMode] = useState<TheatreMode>('live');
  return pictures ? <PicturesTheatre mode={mode} onMode={setMode} /> : <PointsTheatre mode={mode} onMode={setMode} />;
}
