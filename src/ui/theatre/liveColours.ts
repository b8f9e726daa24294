import { sectorsOf } from '../../plot/scatterPoints.ts';

export interface LivePicture { step: number; points: Float32Array }

/**
 * Colours for the live samples. Every picture starts from the same noise, and an untrained model hardly moves it: a
 * point keeps the colour of where it lay in the first picture of a run, so that the eye can follow it as the model learns.
 */
export function liveColours(): (picture: LivePicture) => Uint8Array {
  let sectors: Uint8Array = new Uint8Array(0);
  let lastStep = Infinity;
  return ({ step, points }) => {
    if (step < lastStep || sectors.length !== points.length / 2) sectors = sectorsOf(points);
    lastStep = step;
    return sectors;
  };
}
