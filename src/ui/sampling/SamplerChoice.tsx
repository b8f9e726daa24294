import { samplerEntry } from '../../diffusion/samplerTable.ts';
import { optionAt } from '../../recipe/options.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Select } from '../primitives/Select.tsx';
import { NamesElsewhere } from './NamesElsewhere.tsx';
import { samplerOptions } from './samplerWords.ts';
import styles from './SamplingControls.module.css';

/** The sampler, what it is good for, and its names elsewhere. */
export function SamplerChoice() {
  const store = usePlaygroundStore();
  const sampler = usePlayground((state) => state.recipe.sampling.sampler);
  const { label, help } = optionAt('sampling.sampler');
  const entry = samplerEntry(sampler);
  return (
    <div>
      <Select label={sayText(label)} hint={sayText(help)} value={sampler} options={samplerOptions()} onChange={(value) => store.getState().setOption('sampling.sampler', value)} />
      <p className={styles.note}>{sayText(entry.hint)}</p>
      <NamesElsewhere kDiffusion={entry.kDiffusion} diffusers={entry.diffusers} />
    </div>
  );
}
