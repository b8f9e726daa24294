import { gridNames, grids } from '../../diffusion/grids.ts';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { optionAt } from '../../recipe/options.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Select } from '../primitives/Select.tsx';
import { NamesElsewhere } from './NamesElsewhere.tsx';
import { withSpacing } from './places.ts';
import styles from './SamplingControls.module.css';

/** Which noise levels are visited, and what that is called elsewhere. @param table of the schedule sampled with */
export function SpacingChoice({ table }: { table: NoiseTable | null }) {
  const store = usePlaygroundStore();
  const spacing = usePlayground((state) => state.recipe.sampling.spacing);
  const { label, help } = optionAt('sampling.spacing');
  const { hint, kDiffusion, diffusers } = grids[spacing];
  const choose = (next: typeof spacing) => {
    const { recipe, setSampling } = store.getState();
    setSampling(withSpacing(recipe.sampling, next, table));
  };
  return (
    <div>
      <Select label={sayText(label)} hint={sayText(help)} value={spacing} options={gridNames.map((value) => ({ value, label: sayText(grids[value].label) }))} onChange={choose} />
      <p className={styles.note}>{sayText(hint)}</p>
      <NamesElsewhere kDiffusion={kDiffusion} diffusers={diffusers} />
    </div>
  );
}
