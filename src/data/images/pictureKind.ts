/** What every generator of pictures is. */
import type { RandomStream } from '../../random/randomStream.ts';
import type { Raster } from './raster.ts';

export interface PictureKind {
  /** For people, as a heading. */
  readonly label: string;
  /** One sentence on what is drawn and what varies. */
  readonly help: string;
  readonly classNames: readonly string[];
  /** The channels that suit it best. */
  readonly channels: 1 | 3;
  /**
   * Draws one picture of a class. All chance comes from `random`, which is this picture's own.
   * @param label index into `classNames`
   * @param size pixels on each side, 8 to 128
   * @param channels what it will become: colours differ more in lightness where only that is kept
   */
  draw(label: number, random: RandomStream, size: number, channels: 1 | 3): Raster;
}
