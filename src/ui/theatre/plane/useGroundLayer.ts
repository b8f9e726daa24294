import { useCallback, useState } from 'react';
import type { Layer } from '../../../plot/layer.ts';
import { PlaneGround } from '../../../plot/planeGround.ts';
import { groundCloud, groundLevel, groundParts, type Ground } from './ground.ts';
import type { PlaneMoment } from './planeMoment.ts';

const makeGround = () => new PlaneGround(document.createElement('canvas'));

/** Data are of the third tone, samples of the first; see the legend's styles. */
const tones = { data: 2, samples: 0 } as const;

/** What draws the ground that was chosen, blurred anew for each moment. */
export function useGroundLayer(ground: Ground): (moment: PlaneMoment) => Layer | null {
  const [picture] = useState(makeGround);
  return useCallback(({ film, view, position, points, data }: PlaneMoment) => {
    const parts = groundParts(ground);
    const level = parts && groundLevel(film, view, position);
    if (!parts || !level) return null;
    return (context, place, palette) => {
      for (const of of parts.of) {
        const cloud = groundCloud(of, level, data, points);
        if (!cloud) continue;
        if (parts.style === 'heat') picture.drawHeat(context, place, palette.curves[tones[of]], cloud);
        else picture.drawContours(context, place, palette.curves[tones[of]], cloud);
      }
    };
  }, [picture, ground]);
}
