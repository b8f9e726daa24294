/** The words of one language: the English text with {0}, {1} for its holes to the text that stands for it, with the same holes. */
export type Catalogue = Readonly<Record<string, string>>;

/** The holes {0}, {1} of a text, with what they are filled with; a hole that is not filled stays as it is. */
export function fill(text: string, holes: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (hole, index: string) => String(holes[Number(index)] ?? hole));
}

/** Catalogues as one. A text that stands in several is the same in all of them: a test sees to it. */
export function merged(catalogues: readonly Catalogue[]): Catalogue {
  return Object.fromEntries(catalogues.flatMap((catalogue) => Object.entries(catalogue)));
}
