import { memo } from 'react';
import { samplerEntry } from '../../diffusion/samplerTable.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { isOfTimesteps } from '../../recipe/relevance.ts';
import { say } from '../../words/say.ts';
import { Notes } from '../controls/Notes.tsx';
import { Problems } from '../controls/Problems.tsx';
import { RecipeOption } from '../controls/RecipeOption.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Section } from '../primitives/Section.tsx';
import { useLanguage } from '../primitives/useLanguage.ts';
import { HeldSampling } from './HeldSampling.tsx';
import { MoreSampling } from './MoreSampling.tsx';
import { SamplerChoice } from './SamplerChoice.tsx';
import { mainSettings } from './samplerWords.ts';
import { StepsPlan } from './StepsPlan.tsx';
import styles from './SamplingControls.module.css';

/** More pictures than this are too small to look at. */
const mostPictures = 100;

/** How samples are drawn from the model; every change draws them anew. */
export const SamplingControls = memo(function SamplingControls() {
  useLanguage();
  const store = usePlaygroundStore();
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const sampler = usePlayground((state) => state.recipe.sampling.sampler);
  const byHand = usePlayground((state) => state.recipe.sampling.spacing === 'hand-placed');
  const mostSteps = usePlayground(({ recipe: { sampling, schedule } }) => (isOfTimesteps(sampling.spacing) ? (sampling.schedule ?? schedule).timesteps : undefined));
  const newSeed = () => store.getState().setOption('sampling.seed', Math.floor(Math.random() * 2 ** 31));
  return (
    <Section title={say`Sampling`} hint={say`How samples are drawn from the model. Nothing of it is trained: every change draws them anew.`}>
      <div className={styles.body}>
        <div className={styles.columns}>
          <div className={styles.column}>
            <SamplerChoice />
            {mainSettings(sampler).map((name) => (
              <RecipeOption key={name} path={`sampling.${name}`} max={name === 'order' ? samplerEntry(sampler).mostOrder : undefined} atEnd={pictures} />
            ))}
            {byHand ? null : <RecipeOption path="sampling.steps" max={mostSteps} atEnd={pictures} />}
            <RecipeOption path="sampling.count" max={pictures ? mostPictures : undefined} atEnd={pictures} />
            <RecipeOption path="sampling.guidance" atEnd />
            <div className={styles.seed}>
              <RecipeOption as="field" path="sampling.seed" />
              <Button icon="dice" onClick={newSeed} title={say`Draw other starting noise and sample again`}>{say`New noise`}</Button>
            </div>
          </div>
          <StepsPlan />
        </div>
        <Problems of={['sampling']} />
        <Notes of={['sampling']} />
        <HeldSampling />
        <MoreSampling />
      </div>
    </Section>
  );
});
