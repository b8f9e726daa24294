/** The places of the page beside the playground itself: each takes the room under the bar. */
export const placeNames = ['playground', 'compare'] as const;
export type PlaceName = (typeof placeNames)[number];

export function isPlaceName(name: string): name is PlaceName {
  return placeNames.some((place) => place === name);
}

/** An address with another place in it. @param search of the address, with its question mark */
export function placeSearch(search: string, place: PlaceName): string {
  const asked = new URLSearchParams(search);
  if (place === 'playground') asked.delete('place');
  else asked.set('place', place);
  const text = asked.toString();
  return text === '' ? '' : `?${text}`;
}

/** The place that an address asks for; null for one that there is not. */
export function askedPlace(search: string): PlaceName | null {
  const name = new URLSearchParams(search).get('place') ?? 'playground';
  return isPlaceName(name) ? name : null;
}
