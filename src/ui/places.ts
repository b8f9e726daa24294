/** The places of the page: each takes the room under the bar. */
import type { LessonName } from './lessons/names.ts';
import type { IconName } from './primitives/Icon.tsx';

export const placeNames = ['playground', 'compare'] as const;
export type PlaceName = (typeof placeNames)[number];
export type OtherPlace = Exclude<PlaceName, 'playground'>;

/** The places beside the playground itself, as the bar has them, to be said when they are drawn. */
export const otherPlaces: readonly { readonly name: OtherPlace; readonly title: string; readonly hint: string; readonly icon: IconName }[] = [
  { name: 'compare', title: 'Compare', hint: 'Samplers, steps, schedules and runs side by side', icon: 'compare' },
];

export function isPlaceName(name: string): name is PlaceName {
  return placeNames.some((place) => place === name);
}

function searchWith(search: string, key: string, value: string | null): string {
  const asked = new URLSearchParams(search);
  if (value === null) asked.delete(key);
  else asked.set(key, value);
  const text = asked.toString();
  return text === '' ? '' : `?${text}`;
}

/** An address with another place in it. @param search of the address, with its question mark */
export function placeSearch(search: string, place: PlaceName): string {
  return searchWith(search, 'place', place === 'playground' ? null : place);
}

/** An address with another lesson in it, or none. @param search of the address, with its question mark */
export function lessonSearch(search: string, lesson: LessonName | null): string {
  return searchWith(search, 'lesson', lesson);
}

/** The place that an address asks for; null for one that there is not. */
export function askedPlace(search: string): PlaceName | null {
  const name = new URLSearchParams(search).get('place') ?? 'playground';
  return isPlaceName(name) ? name : null;
}
