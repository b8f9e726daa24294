/** The language of the page: which one it is, and its words. English needs none; other catalogues come as chunks of their own. */
import type { Catalogue } from './catalogue.ts';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const key = 'diffusion-playground.language';
const loaders: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => ({}),
  de: async () => (await import('./german.ts')).german,
};

let present: { language: Language; words: Catalogue } = { language: 'en', words: {} };
const listeners = new Set<() => void>();

export function presentLanguage(): Language {
  return present.language;
}

/** The catalogue of the present language; empty in English. */
export function presentWords(): Catalogue {
  return present.words;
}

/** Calls back after each change. @returns what ends that */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

/** Loads a language's words and changes to them. @throws when they cannot be loaded; the language then stays as it was */
export async function speak(language: Language): Promise<void> {
  const words = await loaders[language]();
  present = { language, words };
  for (const listener of listeners) listener();
}

/** The page's language for a tag such as `de-AT`; undefined where it has none. */
export function languageOf(tag: string): Language | undefined {
  return languages.find((language) => language === tag.toLowerCase().split('-')[0]);
}

/**
 * The language to begin with: what the address asks for (`?lang=de`), else what was chosen before, else the first of the
 * reader's languages that the page has, else English.
 */
export function firstLanguage(search: string, remembered: string | null, wanted: readonly string[]): Language {
  const tags = [new URLSearchParams(search).get('lang'), remembered, ...wanted];
  return tags.map((tag) => (tag === null ? undefined : languageOf(tag))).find((language) => language !== undefined) ?? 'en';
}

/** Storage may be forbidden (private windows, file pages); the choice then lasts as long as the page. */
export function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    return;
  }
}
