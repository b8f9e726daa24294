import { memo, useState } from 'react';
import { Button } from '../primitives/Button.tsx';
import { isImageData } from '../../recipe/recipeKind.ts';
import { RecipeChoice } from '../controls/RecipeChoice.tsx';
import { RecipeNumber } from '../controls/RecipeNumber.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import type { SamplingRecipe } from '../../recipe/recipe.ts';
import styles from './SamplingControls.module.css';

const samplers = ['ddim', 'ddpm'] as const;
/** More pictures than this are too small to look at. */
const mostPictures = 100;

/** How samples are drawn from the model; every change draws them anew. */
export const SamplingControls = memo(function SamplingControls() {
  const store = usePlaygroundStore();
  const sampling = usePlayground((state) => state.recipe.sampling);
  const trained = usePlayground((state) => state.recipe.schedule.timesteps);
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const conditional = usePlayground(({ recipe: { data } }) => isImageData(data) && data.conditional);
  const timesteps = sampling.schedule?.timesteps ?? trained;
  const change = (part: Partial<SamplingRecipe>) => store.getState().setSampling({ ...store.getState().recipe.sampling, ...part });
  const newSeed = () => change({ seed: Math.floor(Math.random() * 2 ** 31) });
  // Open where there is room; on a phone it would push the training controls far down.
  const [open] = useState(() => matchMedia('(min-width: 760px)').matches);
  return (
    <details className={styles.sampling} open={open}>
      <summary className={styles.summary}>Sampling settings</summary>
      <div className={styles.controls}>
        <div className={styles.wide}>
          <RecipeChoice path="sampling.sampler" values={samplers} value={sampling.sampler} onChange={(sampler) => change({ sampler })} />
          <div className={styles.seed}>
            <RecipeNumber as="field" path="sampling.seed" value={sampling.seed} onChange={(seed) => change({ seed })} />
            <Button icon="dice" onClick={newSeed} title="Draw other starting noise and sample again">New noise</Button>
          </div>
        </div>
        <RecipeNumber path="sampling.steps" max={timesteps} value={Math.min(timesteps, sampling.steps)} atEnd={pictures} onChange={(steps) => change({ steps })} />
        <RecipeNumber path="sampling.eta" value={sampling.eta ?? 0} disabled={sampling.sampler === 'ddpm'} atEnd={pictures} onChange={(eta) => change({ eta })} />
        <RecipeNumber path="sampling.count" max={pictures ? mostPictures : undefined} value={sampling.count} atEnd={pictures} onChange={(count) => change({ count })} />
        {conditional ? (
          <RecipeNumber path="sampling.guidance" value={sampling.guidance} disabled={sampling.label === 'none'} atEnd onChange={(guidance) => change({ guidance })} />
        ) : null}
      </div>
    </details>
  );
});
