import { glossary, type GlossaryTerm } from './terms.ts';

/** Terms whose name, other names or meaning have the letters looked for; those whose names have them come first. */
export function foundTerms(search: string): readonly GlossaryTerm[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return glossary;
  const named = ({ term, also = '' }: GlossaryTerm) => `${term} ${also}`.toLowerCase().includes(wanted);
  const told = ({ text }: GlossaryTerm) => text.toLowerCase().includes(wanted);
  return [...glossary.filter(named), ...glossary.filter((entry) => !named(entry) && told(entry))];
}
