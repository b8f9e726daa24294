/** Pictures of words written in the fonts of the machine that the page runs on: another machine writes others. */
import { randomStream, type RandomStream } from '../../random/randomStream.ts';
import { between, contrastingHue, oklch } from './colours.ts';
import { fontFamilies } from './fontFamilies.ts';
import { emptyLabels, LARGEST_SET_BYTES, type ImageSet } from './imageSet.ts';
import { preparePicture, type PictureShape } from './preparePicture.ts';
import type { Colour } from './raster.ts';

export interface LettersOptions {
  /** One class each. */
  readonly words: readonly string[];
  readonly seed: number;
  /** Pixels on each side. */
  readonly size: number;
  readonly channels: 1 | 3;
}

/** The canvas draws at this many times the size; shrinking is ours, so that edges are smooth and the same everywhere. */
const FINE = 4;
const LETTER_STREAM = 0x1e77;
/** Share of the picture that a word takes at most, in the direction in which it is longest. */
const LEAST_SHARE = 0.6;
const MOST_SHARE = 0.88;
/** The em of a font in pictures: small signs such as a full stop are not blown up to fill them. */
const LARGEST_EM = 1.15;
const LARGEST_SLANT = 0.25;
const WEIGHTS = [300, 400, 500, 600, 700, 800] as const;

type Context = OffscreenCanvasRenderingContext2D;

/**
 * Writes `count` pictures; each word is as often as the others. Font, weight, slant, size, place and colours are drawn with
 * the seed; grey pictures are white on black.
 * @param pause called after each picture; waits now and then, and throws to end the writing
 * @throws a sentence outside browsers, and when the pictures take more than 512 MiB
 */
export async function writeLetters({ words, seed, size, channels }: LettersOptions, count: number, pause: () => Promise<void> | undefined): Promise<ImageSet> {
  const bytes = size * size * channels;
  if (count * bytes > LARGEST_SET_BYTES) {
    throw new Error(`${count.toLocaleString('en')} pictures of ${size} x ${size} take more than 512 MiB; write at most ${Math.floor(LARGEST_SET_BYTES / bytes).toLocaleString('en')}, or smaller ones.`);
  }
  const context = contextOf(size * FINE);
  const families = fontFamilies(context);
  const random = randomStream(seed, LETTER_STREAM);
  const pixels = new Uint8Array(count * bytes);
  const labels = emptyLabels(count, words.length);
  const shape: PictureShape = { width: size, height: size, channels, crop: 'centre', background: [0, 0, 0] };
  for (let i = 0; i < count; i += 1) {
    const label = i % words.length;
    labels[i] = label;
    paint(context, words[label] ?? '', families, random, channels);
    const { data } = context.getImageData(0, 0, size * FINE, size * FINE);
    pixels.set(preparePicture({ width: size * FINE, height: size * FINE, channels: 4, data: new Uint8Array(data.buffer) }, shape), i * bytes);
    const wait = pause();
    if (wait) await wait;
  }
  return {
    width: size, height: size, channels, count, pixels, labels, classNames: words,
    description: `${words.join(' ')} in ${families.length} fonts of this machine, seed ${seed}: ${count.toLocaleString('en')} pictures of ${size} x ${size}, ${channels === 1 ? 'grey' : 'colour'}, ${words.length} ${words.length === 1 ? 'class' : 'classes'}.`,
  };
}

function contextOf(side: number): Context {
  const context = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('Words are written with the fonts of a browser\'s machine, and there is no canvas for that here; open this recipe in the page, in a recent browser.');
  return context;
}

function paint(context: Context, word: string, families: readonly string[], random: RandomStream, channels: 1 | 3): void {
  const side = context.canvas.width;
  const { ground, ink } = channels === 1 ? { ground: css([0, 0, 0]), ink: css([1, 1, 1]) } : colours(random);
  context.resetTransform();
  context.fillStyle = ground;
  context.fillRect(0, 0, side, side);
  const family = families[random.integer(families.length)] ?? 'serif';
  const weight = WEIGHTS[random.integer(WEIGHTS.length)] ?? 400;
  const style = random.uniform() < 0.25 ? 'italic' : 'normal';
  context.font = `${style} ${weight} ${side}px ${family}`;
  const { a, c, e, f } = placement(context.measureText(word), side, random);
  context.setTransform(a, 0, c, a, e, f);
  context.fillStyle = ink;
  context.fillText(word, 0, 0);
}

/** The ink's box as a canvas measures it, in pixels from the place where the text begins. */
export interface InkBox {
  readonly actualBoundingBoxLeft: number;
  readonly actualBoundingBoxRight: number;
  readonly actualBoundingBoxAscent: number;
  readonly actualBoundingBoxDescent: number;
}

/**
 * Size, slant and place of a word whose em is `side`: x' = a x + c y + e, y' = a y + f. Its ink stays inside the picture.
 * @param side pixels of the canvas
 */
export function placement(ink: InkBox, side: number, random: RandomStream): { a: number; c: number; e: number; f: number } {
  const [width, height] = [ink.actualBoundingBoxLeft + ink.actualBoundingBoxRight, ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent];
  const slant = between(random, -LARGEST_SLANT, LARGEST_SLANT);
  const slanted = width + Math.abs(slant) * height;
  const share = between(random, LEAST_SHARE, MOST_SHARE);
  const scale = Math.min(LARGEST_EM, (share * side) / Math.max(slanted, 1), (share * side) / Math.max(height, 1));
  const middle = (extent: number): number => side / 2 + between(random, -0.4, 0.4) * Math.max(0, side - extent * scale);
  const [x, y] = [middle(slanted), middle(height)];
  // y points down, so that letters lean to the right when x falls with y.
  const lean = -slant * scale;
  const centreX = (ink.actualBoundingBoxRight - ink.actualBoundingBoxLeft) / 2;
  const centreY = (ink.actualBoundingBoxDescent - ink.actualBoundingBoxAscent) / 2;
  return { a: scale, c: lean, e: x - scale * centreX - lean * centreY, f: y - scale * centreY };
}

/** Ink and ground, one of them light and the other dark. */
function colours(random: RandomStream): { ground: string; ink: string } {
  const hue = random.uniform();
  const light = oklch(between(random, 0.82, 0.97), between(random, 0.02, 0.1), hue);
  const dark = oklch(between(random, 0.25, 0.5), between(random, 0.06, 0.16), contrastingHue(random, hue));
  return random.uniform() < 0.5 ? { ground: css(light), ink: css(dark) } : { ground: css(dark), ink: css(light) };
}

function css(colour: Colour): string {
  return `rgb(${colour.map((value) => Math.round(255 * value)).join(' ')})`;
}
