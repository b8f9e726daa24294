import { lazy, Suspense, useState, type ComponentType } from 'react';
import { isImageData } from '../../recipe/recipeKind.ts';
import { usePlayground } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { Status } from '../primitives/Status.tsx';
import type { PartProps } from './partProps.ts';
import styles from './InsightSection.module.css';

type Part = 'density' | 'likelihood' | 'perfect';

function NotLoaded() {
  return <Status tone="bad">This part of the page could not be loaded. Check the connection and reload the page.</Status>;
}

/** A part that comes when it is looked at first; a page that has lost its server says so instead of going to pieces. */
function part(load: () => Promise<ComponentType<PartProps>>) {
  return lazy(async () => {
    const loaded: ComponentType<PartProps> = await load().catch(() => NotLoaded);
    return { default: loaded };
  });
}

const parts = {
  density: part(async () => (await import('./DensityPanel.tsx')).DensityPanel),
  likelihood: part(async () => (await import('./LikelihoodPanel.tsx')).LikelihoodPanel),
  perfect: part(async () => (await import('./PerfectPanel.tsx')).PerfectPanel),
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
      title="What it has learnt"
      hint="Questions to the model as it is now. They take the averaged weights of the moment, and training goes on meanwhile."
      actions={<Segmented<Part> label="What is asked" hideLabel value={shown} options={offered} onChange={setChosen} />}
    >
      <Suspense fallback={<div className={styles.waiting} />}>
        <Panel onFilm={onFilm} />
      </Suspense>
    </Section>
  );
}
