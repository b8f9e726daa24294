/** At which times the pictures of the forward process are taken. */
import { useState } from 'react';

/** How many pictures in a row of this width are still worth looking at. */
export function pictureCount(width: number): number {
  return width < 520 ? 5 : 7;
}

/** `count` times from 0 to 1 at equal distances. */
export function evenTimes(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i / (count - 1));
}

export interface PictureTimes {
  /** u in [0, 1], ascending, one for each picture. */
  times: readonly number[];
  even: boolean;
  setTimes(times: readonly number[]): void;
  spaceEvenly(): void;
}

/** Even times until the person moves one; a row with another number of pictures starts even again. */
export function usePictureTimes(width: number): PictureTimes {
  const [chosen, setChosen] = useState<readonly number[] | null>(null);
  const count = pictureCount(width);
  const times = chosen?.length === count ? chosen : evenTimes(count);
  return { times, even: times !== chosen, setTimes: setChosen, spaceEvenly: () => setChosen(null) };
}
