/** Miniatures of the pictures that the program draws itself: madePictures.test.ts makes and checks them. */
import type { MadeImageKind } from '../../../recipe/recipe.ts';
import stored from './madePictures.json';
import type { PictureBytes } from './pictureSheet.ts';

/** Pixels on each side of a miniature, and how many there are of each kind. */
export const MINIATURE_SIDE = 16;
export const MINIATURES = 4;

/** The first pictures of a kind, each of another class. */
export function miniatures(kind: MadeImageKind): PictureBytes {
  const { channels, pixels } = stored[kind];
  return { width: MINIATURE_SIDE, height: MINIATURE_SIDE, channels: channels === 3 ? 3 : 1, pixels: Uint8Array.from(atob(pixels), (letter) => letter.charCodeAt(0)) };
}
