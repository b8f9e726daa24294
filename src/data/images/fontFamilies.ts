/** The part of a canvas that measuring takes. */
export interface TextMeasure {
  font: string;
  measureText(text: string): { readonly width: number };
}

/** Families that every browser maps to something. */
const GENERIC = ['serif', 'sans-serif', 'monospace', 'cursive', 'fantasy', 'system-ui'] as const;

/** Families that come with common systems. */
const WELL_KNOWN: readonly string[] = [
  'American Typewriter', 'Arial', 'Arial Black', 'Baskerville', 'Bookman Old Style', 'Brush Script MT', 'Cambria', 'Candara', 'Chalkboard',
  'Comic Sans MS', 'Consolas', 'Constantia', 'Copperplate', 'Courier New', 'DejaVu Sans', 'DejaVu Sans Mono', 'DejaVu Serif', 'Didot',
  'Franklin Gothic Medium', 'Futura', 'Garamond', 'Georgia', 'Gill Sans', 'Helvetica Neue', 'Hoefler Text', 'Impact', 'Liberation Mono',
  'Liberation Sans', 'Liberation Serif', 'Lucida Console', 'Marker Felt', 'Menlo', 'Noteworthy', 'Noto Sans', 'Noto Serif', 'Optima',
  'Palatino', 'Palatino Linotype', 'Papyrus', 'Rockwell', 'Roboto', 'Roboto Mono', 'Segoe Print', 'Segoe Script', 'Segoe UI', 'Tahoma',
  'Times New Roman', 'Trebuchet MS', 'Ubuntu', 'Ubuntu Mono', 'Verdana', 'Zapfino',
];

/** Wide and narrow letters, capitals and digits: fonts that agree on the width of all of it are rare. */
const SAMPLE = 'mmWiil1Qg&@047';
const SIZE = 72;

/** The generic families and those well-known ones that the machine has: text in a family that is missing is as wide as in the one named after it. */
export function fontFamilies(measure: TextMeasure): string[] {
  const width = (families: string): number => {
    measure.font = `${SIZE}px ${families}`;
    return measure.measureText(SAMPLE).width;
  };
  const fallbacks = ['serif', 'monospace'].map((family) => ({ family, width: width(family) }));
  const there = WELL_KNOWN.filter((name) => fallbacks.every((fallback) => width(`"${name}", ${fallback.family}`) !== fallback.width));
  return [...GENERIC, ...there.map((name) => `"${name}"`)];
}
