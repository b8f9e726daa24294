import { presentLanguage } from '../../words/language.ts';
import { sayText } from '../../words/sayText.ts';
import { glossary, type GlossaryTerm } from './terms.ts';

/**
 * Terms whose name, other names or meaning, as the page says them, have the letters looked for; those whose names have them
 * come first, else in the order of the language's alphabet.
 */
export function foundTerms(search: string): readonly GlossaryTerm[] {
  const wanted = search.trim().toLowerCase();
  const language = presentLanguage();
  const all = language === 'en' ? glossary : glossary.toSorted((a, b) => sayText(a.term).localeCompare(sayText(b.term), language));
  if (wanted === '') return all;
  const named = ({ term, also = '' }: GlossaryTerm) => `${sayText(term)} ${sayText(also)}`.toLowerCase().includes(wanted);
  const told = ({ text }: GlossaryTerm) => sayText(text).toLowerCase().includes(wanted);
  return [...all.filter(named), ...all.filter((entry) => !named(entry) && told(entry))];
}
