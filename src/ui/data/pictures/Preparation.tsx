import { colours, crops, valueRanges } from '../../../recipe/names.ts';
import { numberOption } from '../../../recipe/options.ts';
import type { ImageDataRecipe } from '../../../recipe/recipe.ts';
import { say } from '../../../words/say.ts';
import { RecipeChoice } from '../../controls/RecipeChoice.tsx';
import { RecipeNumber } from '../../controls/RecipeNumber.tsx';
import { RecipeSwitch } from '../../controls/RecipeSwitch.tsx';
import { IconButton } from '../../primitives/IconButton.tsx';
import { Disclosure } from '../../primitives/Disclosure.tsx';
import styles from './Preparation.module.css';

export interface PreparationProps {
  data: ImageDataRecipe;
  /** Whether the pictures have classes that a model can be told. */
  hasClasses: boolean;
  onChange(data: ImageDataRecipe): void;
}

/** How pictures become what the model sees. */
export function Preparation({ data, hasClasses, onChange }: PreparationProps) {
  const { max } = numberOption('data.seed');
  return (
    <div className={styles.preparation}>
      <RecipeNumber forPictures path="data.size" value={data.size} onChange={(size) => onChange({ ...data, size })} />
      <RecipeChoice path="data.colour" values={colours} value={data.colour} onChange={(colour) => onChange({ ...data, colour })} />
      {data.kind === 'images' ? (
        <RecipeChoice path="data.crop" values={crops} value={data.crop} onChange={(crop) => onChange({ ...data, crop })} />
      ) : null}
      <RecipeNumber forPictures as="field" path="data.count" value={data.count} onChange={(count) => onChange({ ...data, count })} />
      {'endless' in data ? <RecipeSwitch path="data.endless" checked={data.endless} onChange={(endless) => onChange({ ...data, endless })} /> : null}
      <Disclosure summary={say`More preparation`}>
        <div className={styles.settings}>
          {hasClasses ? <RecipeSwitch path="data.conditional" checked={data.conditional} onChange={(conditional) => onChange({ ...data, conditional })} /> : null}
          <RecipeSwitch path="data.mirror" checked={data.mirror} onChange={(mirror) => onChange({ ...data, mirror })} />
          <RecipeNumber forPictures path="data.shift" value={data.shift} onChange={(shift) => onChange({ ...data, shift })} />
          <RecipeChoice path="data.range" values={valueRanges} value={data.range} onChange={(range) => onChange({ ...data, range })} />
          <RecipeNumber forPictures path="data.heldOut" value={data.heldOut} onChange={(heldOut) => onChange({ ...data, heldOut })} />
          <div className={styles.seed}>
            <RecipeNumber forPictures as="field" path="data.seed" value={data.seed} onChange={(seed) => onChange({ ...data, seed })} />
            <IconButton icon="dice" label={say`Another seed`} onClick={() => onChange({ ...data, seed: (data.seed + 1) % (max + 1) })} />
          </div>
        </div>
      </Disclosure>
    </div>
  );
}
