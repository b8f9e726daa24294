import { useId, useState } from 'react';
import { storages } from '../../recipe/names.ts';
import type { UNetRecipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { RecipeChoice } from '../controls/RecipeChoice.tsx';
import { RecipeNumber } from '../controls/RecipeNumber.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { ToggleChip } from '../primitives/ToggleChip.tsx';
import { resolutionsOf, withAttention, withChannels } from './blockChannels.ts';
import { ChannelsField } from './ChannelsField.tsx';
import { shapeProblem } from './estimateText.ts';
import styles from './ModelPanel.module.css';

export interface UNetDetailsProps {
  model: UNetRecipe;
  /** Pixels on each side of the pictures. */
  size: number;
  onChange(model: UNetRecipe): void;
}

/** The shape of the U-Net, number by number; what does not fit together is answered with a sentence and not applied. */
export function UNetDetails({ model, size, onChange }: UNetDetailsProps) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const change = (part: Partial<UNetRecipe>) => {
    const next = { ...model, ...part };
    const wrong = shapeProblem(next, size);
    setProblem(wrong);
    if (wrong === null) onChange(next);
    return wrong;
  };
  return (
    <>
      <ChannelsField channels={model.blockChannels} onChange={(channels) => change(withChannels(model, channels))} />
      <fieldset className={styles.attention}>
        <legend className={styles.legend}>
          {say`Attention at`} <Hint label={say`attention`} text={say`At these sizes of the picture every place also looks at all others, which joins parts that lie far apart. Costly where pictures are large.`} />
        </legend>
        {resolutionsOf(model, size).map((pixels, i) => (
          <ToggleChip key={pixels} label={`${pixels} × ${pixels}`} checked={model.attention[i] ?? false} onChange={(on) => change(withAttention(model, i, on))} />
        ))}
      </fieldset>
      {problem ? <p id={id} className={styles.problem} role="alert">{problem}</p> : null}
      <RecipeNumber path="model.layersPerBlock" value={model.layersPerBlock} onChange={(layersPerBlock) => change({ layersPerBlock })} />
      <RecipeNumber as="field" path="model.headChannels" value={model.headChannels} onChange={(headChannels) => change({ headChannels })} />
      <RecipeNumber as="field" path="model.normGroups" value={model.normGroups} onChange={(normGroups) => change({ normGroups })} />
      <RecipeNumber path="model.dropout" value={model.dropout} onChange={(dropout) => change({ dropout })} />
      <RecipeChoice path="model.storage" values={storages} value={model.storage} onChange={(storage) => change({ storage })} />
    </>
  );
}
