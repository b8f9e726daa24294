import type { FilmView } from '../../plot/filmViews.ts';
import type { Asked } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { Segmented } from '../primitives/Segmented.tsx';
import { Select } from '../primitives/Select.tsx';
import { useView, useViewState } from '../view.ts';
import type { SecondLayout, SecondView } from './secondView.ts';
import type { Subject } from './trajectoryFrames.ts';
import { viewName } from './viewWords.ts';

export interface SecondPickerProps {
  subject: Subject;
  of: Asked;
  view: FilmView;
  views: readonly FilmView[];
  /** What stands there now. */
  second: SecondView | null;
  onSecond(second: SecondView | null): void;
  /** Whether there is room for two pictures side by side; where there is not, the second lies over the first. */
  roomy: boolean;
}

/** What stands beside the picture, and how. */
export function SecondPicker({ subject, of, view, views, second, onSecond, roomy }: SecondPickerProps) {
  const page = useView();
  const layout = useViewState((state) => state.layout);
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const options = [
    { value: 'none', label: say`nothing` },
    ...views.filter((one) => one !== view).map((one) => ({ value: one, label: viewName(one, subject), group: say`Same film` })),
    ...(recorded ? [] : [{ value: 'other', label: of === 'model' ? say`the perfect model` : say`the model`, group: say`Same view of` }]),
  ];
  const choose = (value: string) => onSecond(value === 'other' ? 'other' : views.find((one) => one === value) ?? null);
  return (
    <>
      <Select
        label={say`Beside it`}
        hint={say`A second picture at the same step: another view of this film, or what the other model makes of the same noise.`}
        value={second ?? 'none'}
        options={options}
        onChange={choose}
      />
      {second !== null && roomy ? (
        <Segmented<SecondLayout>
          label={say`How both are shown`}
          hideLabel
          value={layout}
          options={[
            { value: 'beside', label: say`Side by side`, title: say`Two pictures, half as wide` },
            { value: 'wipe', label: say`Wipe`, title: say`One picture over the other, with a handle between them` },
          ]}
          onChange={(next) => page.setState({ layout: next })}
        />
      ) : null}
    </>
  );
}
