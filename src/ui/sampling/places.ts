/** Timesteps placed by hand: falling lists from noisy to clean, changed one at a time or as a whole. Pure. */
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import type { GridName } from '../../diffusion/grids.ts';
import type { SamplingRecipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { visitedLevels } from './visitedLevels.ts';

export type Places = readonly number[];

/** Steps are moved and added no nearer to each other than this: finer than anybody sees. */
const GAP = 0.01;

/** What was done to the list, and the step that it was done to. */
export interface PlacesEdit { places: Places; index: number }

function tidy(place: number): number {
  return Number(place.toFixed(4));
}

/** Without those that do not lie below the one before them. */
function falling(places: Places): number[] {
  const kept: number[] = [];
  for (const place of places.map(tidy)) if (place < (kept.at(-1) ?? Infinity)) kept.push(place);
  return kept;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Whether a list can be stepped through as it is. @param timesteps T of the schedule that is sampled with */
export function placesFit(places: Places, steps: number, timesteps: number): boolean {
  return places.length === steps && steps >= 1 && steps <= timesteps
    && places.every((place, i) => place >= 0 && place <= timesteps - 1 && place < (places[i - 1] ?? Infinity));
}

/** Where a spacing puts that many steps; null where it cannot. */
export function placesOf(spacing: Exclude<GridName, 'hand-placed'>, sampling: Pick<SamplingRecipe, 'gridRho'>, steps: number, table: NoiseTable): number[] | null {
  const levels = visitedLevels({ spacing, steps, gridRho: sampling.gridRho, places: [] }, table);
  return levels && falling(levels.map(({ timestep }) => timestep));
}

/** Sampling with another spacing. By hand goes on where it was left, else it begins where the present spacing puts the steps. */
export function withSpacing(sampling: SamplingRecipe, spacing: GridName, table: NoiseTable | null): SamplingRecipe {
  if (spacing !== 'hand-placed' || sampling.spacing === 'hand-placed') return { ...sampling, spacing };
  if (sampling.places.length > 0) return withPlaces({ ...sampling, spacing }, sampling.places);
  const steps = Math.min(sampling.steps, table?.timesteps ?? sampling.steps);
  const begin = table && (placesOf(sampling.spacing, sampling, steps, table) ?? placesOf('trailing', sampling, steps, table));
  return begin ? withPlaces({ ...sampling, spacing }, begin) : { ...sampling, spacing };
}

/** The number of steps is that of the places. */
export function withPlaces(sampling: SamplingRecipe, places: Places): SamplingRecipe {
  return { ...sampling, places, steps: Math.max(1, places.length) };
}

/** Moves one step, on a whole timestep where there is one free between its neighbours. */
export function movePlace(places: Places, index: number, to: number, timesteps: number): number[] {
  const low = index + 1 < places.length ? (places[index + 1] ?? 0) + GAP : 0;
  const high = index > 0 ? (places[index - 1] ?? 0) - GAP : timesteps - 1;
  if (low > high) return places.slice();
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  return places.with(index, first <= last ? clamp(Math.round(to), first, last) : tidy(clamp(to, low, high)));
}

/** Adds a step in the middle of a gap: the one below a step (towards clean data), or the widest; null where there is no room. */
export function addPlace(places: Places, timesteps: number, below?: number): PlacesEdit | null {
  if (places.length >= timesteps) return null;
  const edges = [timesteps - 1 + GAP, ...places, -GAP];
  const width = (gap: number): number => (edges[gap] ?? 0) - (edges[gap + 1] ?? 0);
  const gaps = edges.slice(1).map((_, gap) => gap);
  const widest = gaps.reduce((best, gap) => (width(gap) > width(best) ? gap : best), 0);
  const gap = below !== undefined && width(below + 1) >= 2 * GAP ? below + 1 : widest;
  if (width(gap) < 2 * GAP) return null;
  const middle = ((edges[gap] ?? 0) + (edges[gap + 1] ?? 0)) / 2;
  const inserted = places.toSpliced(gap, 0, middle);
  return { places: movePlace(inserted, gap, middle, timesteps), index: gap };
}

/** Takes a step away; null where it is the only one. */
export function removePlace(places: Places, index: number): PlacesEdit | null {
  if (places.length < 2) return null;
  return { places: places.toSpliced(index, 1), index: Math.min(index, places.length - 2) };
}

/** The same steps on a schedule of another length: drawn together where they reach beyond its end, and no more than it has timesteps. */
export function fitPlaces(places: Places, timesteps: number): number[] {
  const sorted = falling(places.toSorted((a, b) => b - a));
  const most = Math.max(timesteps - 1, sorted[0] ?? 0);
  const scaled = falling(sorted.map((place) => (place * (timesteps - 1)) / most));
  if (scaled.length === 0) return [timesteps - 1];
  if (scaled.length <= timesteps) return scaled;
  return Array.from({ length: timesteps }, (_, i) => scaled[Math.round((i * (scaled.length - 1)) / Math.max(1, timesteps - 1))] ?? 0);
}

/** As people write them. */
export function placesText(places: Places): string {
  return places.map((place) => String(tidy(place))).join(', ');
}

/** Reads timesteps in any order, parted by commas, semicolons, spaces or lines; a sentence where something is wrong. */
export function readPlaces(text: string, timesteps: number): { places: number[] } | { problem: string } {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  if (words.length === 0) return { problem: say`Write at least one timestep from 0 to ${timesteps - 1}.` };
  const bad = words.find((word) => !/^\d+(\.\d*)?$|^\.\d+$/.test(word));
  if (bad !== undefined) return { problem: say`“${bad}” is not a timestep; write numbers from 0 to ${timesteps - 1}, such as ${timesteps - 1}, ${Math.round((timesteps - 1) / 2)}, 0.` };
  const places = words.map((word) => tidy(Number(word))).toSorted((a, b) => b - a);
  const far = places.find((place) => place > timesteps - 1);
  if (far !== undefined) return { problem: say`${far} lies outside the schedule; its timesteps go from 0 to ${timesteps - 1}.` };
  const twice = places.find((place, i) => places[i - 1] === place);
  if (twice !== undefined) return { problem: say`Two steps lie at ${twice}; give each a timestep of its own.` };
  if (places.length > timesteps) return { problem: say`There are ${places.length} steps; the schedule has ${timesteps} timesteps, so give at most as many.` };
  return { places };
}
