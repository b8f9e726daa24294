/** A piece of text, or a term of the glossary as it is written there. */
export type TextPart = string | { term: string; shown: string };

/** Cuts `text` at its terms, written [[term]] or [[term|as it is shown]]. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(/\[\[([^\]|]+)(?:\|([^\]]+))?\]\]/g)) {
    const [whole, term = '', shown = term] = found;
    if (found.index > end) parts.push(text.slice(end, found.index));
    parts.push({ term, shown });
    end = found.index + whole.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
