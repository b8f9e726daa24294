import { say } from '../../words/say.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Select } from '../primitives/Select.tsx';
import { useClassNames } from './useClassNames.ts';

/** Which class the samples are drawn as; nothing where the model knows no classes. */
export function ClassPicker() {
  const store = usePlaygroundStore();
  const label = usePlayground((state) => state.recipe.sampling.label);
  const conditional = usePlayground(({ recipe: { data } }) => 'conditional' in data && data.conditional);
  const classNames = useClassNames();
  if (!conditional || classNames.length === 0) return null;
  const options = [
    { value: 'each', label: say`each in turn` },
    ...classNames.map((name, index) => ({ value: String(index), label: name })),
    { value: 'none', label: say`none` },
  ];
  const choose = (value: string) => {
    const { recipe: { sampling }, setSampling } = store.getState();
    setSampling({ ...sampling, label: value === 'each' || value === 'none' ? value : Number(value) });
  };
  return (
    <Select
      label={say`Class`}
      hint={say`What the model is asked to draw: one of each class in turn, one class only, or whatever it likes.`}
      value={String(label)}
      options={options}
      onChange={choose}
    />
  );
}
