import { useState } from 'react';
import { frameZoom } from '../../plot/filmPoints.ts';
import { fieldText } from './fieldText.ts';
import type { TheatreFilm } from './useTheatreFilm.ts';
import { useFields } from './useFields.ts';
import type { PointOverlays } from './usePointsScene.ts';

export interface PointOverlayChoice {
  overlays: PointOverlays;
  /** Whether the arrows of both models are shown now. */
  showsFields: boolean;
  /** What is said of the arrows; null while there is nothing to say. */
  fieldNote: string | null;
  arrows: boolean;
  setTrails(on: boolean): void;
  setArrows(on: boolean): void;
}

/** What may lie over the points of a film, and whether it does. @param layers those of the plane */
export function usePointOverlays({ film, trajectory, shown }: TheatreFilm, layers: PointOverlays['layers']): PointOverlayChoice {
  const [trails, setTrails] = useState(false);
  const [arrows, setArrows] = useState(false);
  const last = (trajectory?.states.length ?? 1) - 1;
  const showsFields = shown && arrows && !film.playing && film.frame < last;
  const fields = useFields(showsFields ? trajectory?.timesteps[film.frame] ?? null : null, trajectory ? frameZoom(trajectory, film.frame) : 1);
  return { overlays: { trails, fields, layers }, showsFields, fieldNote: showsFields ? fieldText(fields) : null, arrows, setTrails, setArrows };
}
