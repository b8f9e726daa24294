import { useMemo } from 'react';
import { classWords } from '../data/pictures/classWords.ts';
import { usePlayground } from '../playground.ts';
import { useLanguage } from '../primitives/useLanguage.ts';

const none: readonly string[] = [];

/** The classes of the pictures as they are said, as in the data panel; the same array while they are the same. */
export function useClassNames(): readonly string[] {
  useLanguage();
  const kind = usePlayground((state) => state.recipe.data.kind);
  const classNames = usePlayground((state) => state.pictures?.facts.classNames ?? none);
  const said = JSON.stringify(classNames.map((name) => classWords({ kind }, name)));
  return useMemo(() => namesIn(said), [said]);
}

function namesIn(text: string): string[] {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.map(String) : [];
}
