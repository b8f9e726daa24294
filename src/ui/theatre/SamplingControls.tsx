import { memo, useState } from 'react';
import { isImageData } from '../../recipe/recipeKind.ts';
import { isOfTimesteps } from '../../recipe/relevance.ts';
import { Problems } from '../controls/Problems.tsx';
import { RecipeOption } from '../controls/RecipeOption.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import styles from './SamplingControls.module.css';

/** More pictures than this are too small to look at. */
const mostPictures = 100;

/** How samples are drawn from the model; every change draws them anew. */
export const SamplingControls = memo(function SamplingControls() {
  const store = usePlaygroundStore();
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const mostSteps = usePlayground(({ recipe: { sampling, schedule } }) => (isOfTimesteps(sampling.spacing) ? (sampling.schedule ?? schedule).timesteps : undefined));
  const newSeed = () => store.getState().setOption('sampling.seed', Math.floor(Math.random() * 2 ** 31));
  // Open where there is room; on a phone it would push the training controls far down.
  const [open] = useState(() => matchMedia('(min-width: 760px)').matches);
  return (
    <details className={styles.sampling} open={open}>
      <summary className={styles.summary}>Sampling settings</summary>
      <div className={styles.controls}>
        <div className={styles.wide}>
          <RecipeOption path="sampling.sampler" />
          <div className={styles.seed}>
            <RecipeOption as="field" path="sampling.seed" />
            <Button icon="dice" onClick={newSeed} title="Draw other starting noise and sample again">New noise</Button>
          </div>
        </div>
        <RecipeOption path="sampling.steps" max={mostSteps} atEnd={pictures} />
        <RecipeOption path="sampling.eta" atEnd={pictures} />
        <RecipeOption path="sampling.count" max={pictures ? mostPictures : undefined} atEnd={pictures} />
        <RecipeOption path="sampling.guidance" atEnd />
      </div>
      <Problems of={['sampling']} />
    </details>
  );
});
