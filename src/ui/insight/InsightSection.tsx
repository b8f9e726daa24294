import { Suspense, useState } from 'react';
import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { lazyPart } from '../primitives/lazyPart.ts';
import { Section } from '../primitives/Section.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import type { PartProps } from './partProps.ts';
import styles from './InsightSection.module.css';

type Part = 'density' | 'likelihood' | 'perfect';

const parts = {
  density: lazyPart<PartProps>(async () => (await import('./DensityPanel.tsx')).DensityPanel),
  likelihood: lazyPart<PartProps>(async () => (await import('./LikelihoodPanel.tsx')).LikelihoodPanel),
  perfect: lazyPart<PartProps>(async () => (await import('./PerfectPanel.tsx')).PerfectPanel),
};
const choices: readonly { value: Part; label: string; title: string }[] = [
  { value: 'density', label: 'Density', title: 'Where the model thinks that points lie, beside where they do' },
  { value: 'likelihood', label: 'Likelihood', title: 'How likely the model thinks data are that it has not seen' },
  { value: 'perfect', label: 'Perfect model', title: 'What no network can be better than' },
];

/** What the model has learnt, asked of it while it trains. */
export function InsightSection({ onFilm }: PartProps) {
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const [chosen, setChosen] = useState<Part>('density');
  const offered = choices.filter(({ value }) => value !== 'density' || !pictures);
  const shown = offered.some(({ value }) => value === chosen) ? chosen : 'likelihood';
  const Panel = parts[shown];
  return (
    <Section
      title={say`What it has learnt`}
      hint={say`Questions to the model as it is now. They take the averaged weights of the moment, and training goes on meanwhile.`}
      actions={<Segmented<Part> label={say`What is asked`} hideLabel value={shown} options={offered} onChange={setChosen} />}
    >
      <Suspense fallback={<div className={styles.waiting} />}>
        <Panel onFilm={onFilm} />
      </Suspense>
    </Section>
  );
}
