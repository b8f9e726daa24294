import { Disclosure } from '../primitives/Disclosure.tsx';
import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import { RecipeOption } from '../controls/RecipeOption.tsx';
import { usePlayground } from '../playground.ts';
import { finerSettings } from './samplerWords.ts';
import { WeightsChoice } from './WeightsChoice.tsx';
import styles from './SamplingControls.module.css';

/** What few people turn: the sampler's finer numbers, the interval of guidance, clipping, and whose weights draw. */
export function MoreSampling() {
  const sampler = usePlayground((state) => state.recipe.sampling.sampler);
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  return (
    <Disclosure summary={say`More sampling settings`}>
      <div className={styles.grid}>
        {finerSettings(sampler).map((name) => <RecipeOption key={name} path={`sampling.${name}`} atEnd={pictures} />)}
        <RecipeOption path="sampling.guidanceRescale" atEnd />
        <RecipeOption path="sampling.guidanceFrom" atEnd />
        <RecipeOption path="sampling.guidanceTo" atEnd />
        <WeightsChoice />
        <RecipeOption path="sampling.clip" />
        <RecipeOption path="sampling.clipValue" atEnd={pictures} />
        <RecipeOption path="sampling.clipQuantile" atEnd={pictures} />
      </div>
    </Disclosure>
  );
}
