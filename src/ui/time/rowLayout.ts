/** Where little pictures stand in a row over the axis of time: as near to their own time as there is room. */

/**
 * Middles of pictures that do not overlap and stay within the row, as near as possible (least squares) to where they belong.
 * @param wanted pixels, ascending
 * @param pitch size of a picture and the gap to the next
 * @param from smallest and `to` largest middle; where not all fit between them they stand evenly
 */
export function spreadOut(wanted: readonly number[], pitch: number, from: number, to: number): number[] {
  const last = wanted.length - 1;
  if (last * pitch > to - from) return wanted.map((_, i) => from + ((to - from) * i) / Math.max(1, last));
  // Without their pitches the middles only must not fall: neighbours that would are drawn together at their mean.
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((place, i) => {
    let block = { sum: place - i * pitch, count: 1 };
    for (let before = blocks.at(-1); before && before.sum / before.count > block.sum / block.count; before = blocks.at(-1)) {
      block = { sum: before.sum + block.sum, count: before.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  const level = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return level.map((place, i) => Math.min(to - last * pitch, Math.max(from, place)) + i * pitch);
}

const HALVINGS = 12;

/**
 * Which pictures are shown where not all have room at their places: the first and the last of the film, and between them as many as do
 * not overlap, as evenly as their number allows.
 * @param places pixels of all middles, in any order; of several at one place the last is shown
 * @returns indices, ascending
 */
export function withRoom(places: readonly number[], pitch: number): number[] {
  const last = places.length - 1;
  if (last < 0) return [];
  const placeOf = (index: number): number => places[index] ?? 0;
  const order = places.map((_, index) => index).filter((index) => index > 0 && index < last).sort((a, b) => placeOf(b) - placeOf(a) || b - a);
  const ends = Math.abs(placeOf(0) - placeOf(last)) < pitch ? [last] : [0, last];
  const apart = (distance: number): number[] => {
    const shown = [...ends];
    for (const index of order) if (shown.every((other) => Math.abs(placeOf(other) - placeOf(index)) >= distance - 1e-9)) shown.push(index);
    return shown;
  };
  // The widest distance that leaves room for just as many.
  let best = apart(pitch);
  let [low, high] = [pitch, 2 * pitch];
  for (let round = 0; round < HALVINGS; round++) {
    const middle = (low + high) / 2;
    const wider = apart(middle);
    if (wider.length < best.length) high = middle;
    else [low, best] = [middle, wider];
  }
  return best.sort((a, b) => a - b);
}
