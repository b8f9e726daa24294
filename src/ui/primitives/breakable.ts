/** Words that are wider than a tile of a narrow column, and where they may break. */
const broken = ['Checker-board', 'Schach-brett', 'Biskuit-rolle', 'Quadra-tisch', 'Hand-gezeichnet', 'explo-dierend'];
const breaks = new Map(broken.map((word) => [word.replace('-', ''), word.replace('-', '\u00ad')]));

/** A short label with soft hyphens in its long words. */
export function breakable(label: string): string {
  return label.split(/(?<=[\s-])/).map((word) => breaks.get(word) ?? word).join('');
}
