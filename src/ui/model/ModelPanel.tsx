import { Suspense } from 'react';
import type { MlpRecipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { RecipeNumber } from '../controls/RecipeNumber.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { lazyPart } from '../primitives/lazyPart.ts';
import { Section } from '../primitives/Section.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { SizeList } from './SizeList.tsx';
import { UNetDetails } from './UNetDetails.tsx';
import styles from './ModelPanel.module.css';

const hints = {
  mlp: 'A small network that looks at a noisy point and its noise level and says where the point came from. Changes here need a restart.',
  unet2d: 'A network (a U-Net) that looks at a noisy picture at several sizes, from fine to coarse and back, and says what lies under the noise. Changes here need a restart.',
};

const NetworkView = lazyPart(async () => (await import('../network/NetworkView.tsx')).NetworkView);

/** The network, whose changes only a restart applies. */
export function ModelPanel() {
  const store = usePlaygroundStore();
  const { data, model } = usePlayground((state) => state.recipe);
  const { setModel } = store.getState();
  const size = isImageData(data) ? data.size : 0;
  const mlp = model.kind === 'mlp' ? { model, change: (part: Partial<MlpRecipe>) => setModel({ ...model, ...part }) } : null;
  return (
    <Section title={say`Network`} hint={sayText(hints[model.kind])}>
      {model.kind === 'unet2d' ? <SizeList model={model} size={size} onChange={setModel} /> : null}
      {mlp ? (
        <div className={styles.sliders}>
          <RecipeNumber path="model.width" value={mlp.model.width} onChange={(width) => mlp.change({ width })} />
          <RecipeNumber path="model.depth" value={mlp.model.depth} onChange={(depth) => mlp.change({ depth })} />
        </div>
      ) : null}
      <Disclosure summary={say`More network settings`}>
        <div className={styles.sliders}>
          {model.kind === 'unet2d' ? <UNetDetails model={model} size={size} onChange={setModel} /> : null}
          {mlp ? (
            <>
              <RecipeNumber path="model.fourierFeatures" value={mlp.model.fourierFeatures} onChange={(fourierFeatures) => mlp.change({ fourierFeatures })} />
              <RecipeNumber path="model.fourierScale" value={mlp.model.fourierScale} onChange={(fourierScale) => mlp.change({ fourierScale })} />
              <RecipeNumber path="model.timeEmbedding" value={mlp.model.timeEmbedding} onChange={(timeEmbedding) => mlp.change({ timeEmbedding })} />
            </>
          ) : null}
        </div>
      </Disclosure>
      <Suspense fallback={<div className={styles.waiting} />}><NetworkView /></Suspense>
    </Section>
  );
}
