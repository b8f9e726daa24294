import { useMemo } from 'react';
import { wordsOf } from '../../recipe/imageFields.ts';
import { networkStructure } from '../../recipe/network/networkStructure.ts';
import type { NetworkStructure } from '../../recipe/network/structure.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { usePlayground } from '../playground.ts';

/** Classes of the recipe's pictures, as far as the page knows them by now. */
export function classesOf({ recipe: { data }, pictures }: Pick<PlaygroundState, 'recipe' | 'pictures'>): number {
  if (!isImageData(data)) return 0;
  if (data.kind === 'letters') return wordsOf(data.words).length;
  return data.classes?.length ?? pictures?.facts.allClassNames.length ?? 0;
}

/** The network as it is set now, compiled or not; null where it does not go together with the data. */
export function useStructure(): NetworkStructure | null {
  const { data, model, objective } = usePlayground((state) => state.recipe);
  const classes = usePlayground(classesOf);
  return useMemo(() => networkStructure({ data, model, objective }, classes), [data, model, objective, classes]);
}
