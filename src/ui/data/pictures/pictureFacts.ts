/** What is known of a set of pictures, in words: terms and hints in English, to be said where they are drawn. */
import type { PictureFacts, Pictures } from '../../../protocol/messages.ts';
import { decimals } from '../../../words/decimals.ts';
import { groupedNumber, say } from '../../../words/say.ts';

export interface Fact { term: string; hint: string; value: string }

const minus = (text: string) => text.replace('-', '−');
const whole = (value: number) => groupedNumber(value);
const precise = (value: number) => decimals(minus(value.toFixed(2)));

/** In the order in which people ask. Statistics are in the units of the model: byte * scale + offset; of an endless set, those of its beginning. */
export function factsOf(facts: PictureFacts, endless: boolean): Fact[] {
  const { width, height, channels, count, heldOut, classNames, allClassNames, duplicates, scale, offset } = facts;
  const inUnits = (bytes: readonly number[]) => bytes.map((byte) => precise(byte * scale + offset)).join(', ');
    const lowest = Math.min(...facts.min) * scale + offset;
  const highest = Math.max(...facts.max) * scale + offset;
  const chosen = classNames.length === allClassNames.length ? whole(classNames.length) : say`${whole(classNames.length)} of ${whole(allClassNames.length)}`;
  return [
    endless
      ? { term: 'Pictures', hint: 'How many pictures the model trains on at a time, while new ones take the place of the oldest; and how many are held out for honest tests afterwards, which it never sees.', value: say`${whole(count)} at a time, without end; ${whole(heldOut)} held out` }
      : { term: 'Pictures', hint: 'How many pictures the model trains on, and how many are held out for honest tests afterwards.', value: say`${whole(count)} to train on, ${whole(heldOut)} held out` },
    { term: 'Size', hint: 'Width and height in pixels, and the numbers that make up each pixel.', value: `${width} × ${height}, ${channels === 3 ? say`red, green and blue` : say`grey`}` },
    ...(allClassNames.length > 0 ? [{ term: 'Classes', hint: 'Groups that the pictures are sorted into, for instance by folder.', value: chosen }] : []),
    { term: 'Values', hint: 'The smallest and the largest number that the model sees in the training pictures.', value: say`${precise(lowest)} to ${precise(highest)}` },
    { term: 'Mean', hint: channels === 3
      ? 'Average of the numbers that the model sees, and their standard deviation (red, green, blue). Noise has mean 0 and deviation 1.'
      : 'Average of the numbers that the model sees, and their standard deviation. Noise has mean 0 and deviation 1.', value: `${inUnits(facts.mean)} ± ${facts.deviation.map((deviation) => precise(deviation * scale)).join(', ')}` },
    { term: 'Duplicates', hint: 'Pictures that repeat an earlier one, pixel for pixel. Many of them make the model learn these by heart.', value: duplicates === 0 ? say`none` : whole(duplicates) },
  ];
}

/** Places of the pictures shown of each class of `names`; classes that were not chosen have none. */
export function picturesByClass({ facts, labels }: Pictures, names: readonly string[]): number[][] {
  const places = new Map(facts.classNames.map((name) => [name, [] as number[]]));
  for (const [place, label] of (labels ?? []).entries()) places.get(facts.classNames[label] ?? '')?.push(place);
  return names.map((name) => places.get(name) ?? []);
}

/** Number of pictures of a class that are trained on, or null where it was not chosen. */
export function countOf(facts: PictureFacts, name: string): number | null {
  const place = facts.classNames.indexOf(name);
  return place < 0 ? null : facts.classCounts[place] ?? null;
}

/** How many pictures are shown. */
export function shownCount({ facts, pixels }: Pictures): number {
  return Math.floor(pixels.length / Math.max(1, facts.width * facts.height * facts.channels));
}

/** The set for the canvas. */
export function bytesOf({ facts, pixels }: Pictures) {
  return { width: facts.width, height: facts.height, channels: facts.channels, pixels };
}
