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

/**
 * Which pictures are shown where not all have room at their places: the first and the last of the film, and between them as many as do
 * not overlap, evenly where that many have room so, else from the first on.
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
  const most = apart(pitch).sort((a, b) => a - b);
  return evenly(places, most.length, pitch) ?? most;
}

/** So many frames as evenly as there are frames for it, both ends among them; null where they would overlap. */
function evenly(places: readonly number[], count: number, pitch: number): number[] | null {
  const last = places.length - 1;
  const [from, to] = [places[0] ?? 0, places[last] ?? 0];
  if (count < 3) return null;
  const shown = Array.from({ length: count }, (_, i) => {
    if (i === 0 || i === count - 1) return i === 0 ? 0 : last;
    const wanted = from + ((to - from) * i) / (count - 1);
    // Of several at one place the last.
    return places.reduce((best, place, index) => (Math.abs(place - wanted) <= Math.abs((places[best] ?? Infinity) - wanted) ? index : best), 0);
  });
  const isApart = shown.every((index, i) => i === 0 || Math.abs((places[index] ?? 0) - (places[shown[i - 1] ?? 0] ?? 0)) >= pitch - 1e-9);
  return isApart ? shown.sort((a, b) => a - b) : null;
}
