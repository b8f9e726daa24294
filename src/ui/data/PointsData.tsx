import { numberOption } from '../../recipe/options.ts';
import type { PointDataRecipe } from '../../recipe/recipe.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { look, lookIfAway } from '../lessons/look.ts';
import { usePlayground } from '../playground.ts';
import { Segmented } from '../primitives/Segmented.tsx';
import { builtIn, drawing, sourceOf, word, type Source } from './dataChoice.ts';
import { DataFacts } from './DataFacts.tsx';
import { dataTitle } from './dataTitle.ts';
import { DistributionPicker } from './DistributionPicker.tsx';
import { DrawingPad, type Sheet } from './DrawingPad.tsx';
import { emptyPad } from './padHistory.ts';
import { PointsFile } from './PointsFile.tsx';
import type { PointsFileState } from './usePointsFile.ts';
import { WordField } from './WordField.tsx';
import styles from './DataPanel.module.css';

const SOURCES: readonly { value: Source; label: string }[] = [
  { value: 'built-in', label: 'Built-in' },
  { value: 'word', label: 'Word' },
  { value: 'drawing', label: 'Drawing' },
  { value: 'points', label: 'File' },
];

/** What is open in this part of the panel; the panel keeps it, so that looking at pictures meanwhile loses nothing. */
export interface PointsView { tab: { source: Source; kind: string } | null; drawn: Sheet | null }

export interface PointsDataProps {
  data: PointDataRecipe;
  /** Whether the run learns these data. */
  learnt: boolean;
  view: PointsView;
  file: PointsFileState;
  onView(change: (view: PointsView) => PointsView): void;
  onFile(file: File): void;
  onChoose(data: PointDataRecipe): void;
}

/** A built-in distribution, a word, a drawing or a file of points. */
export function PointsData({ data, learnt, view, file, onView, onFile, onChoose }: PointsDataProps) {
  const description = usePlayground((state) => (state.data === null ? '' : state.dataDescription));
  const title = usePlayground((state) => dataTitle(state.recipe.data));
  const step = usePlayground((state) => state.step);
  // Once other data are there, wherever they came from, the tab is theirs.
  const source = view.tab?.kind === data.kind ? view.tab.source : sourceOf(data);
  const sheet = view.drawn ?? (data.kind === 'drawing'
    ? { pad: emptyPad(data.strokes), penWidth: data.penWidth }
    : { pad: emptyPad(), penWidth: numberOption('data.penWidth').default });
  const show = (next: Source) => {
    onView((present) => ({ ...present, tab: { source: next, kind: data.kind } }));
    // Nobody draws on a pad that is cut off, nor looks for the button below it.
    if (next === 'drawing') requestAnimationFrame(() => look('bench'));
  };
  const learn = (chosen: PointDataRecipe) => {
    onChoose(chosen);
    lookIfAway('samples');
  };
  return (
    <>
      <Segmented<Source> label={say`Source`} hideLabel value={source} options={SOURCES} onChange={show} />
      {source === 'built-in' ? <DistributionPicker value={learnt ? data.kind : ''} onChange={(kind) => onChoose(builtIn(kind, data))} /> : null}
      {source === 'word' ? <WordField initial={data.kind === 'word' ? data.text : ''} onLearn={(text) => learn(word(text, data))} /> : null}
      {source === 'drawing' ? (
        <DrawingPad
          sheet={sheet}
          onSheet={(change) => onView((present) => ({ ...present, drawn: change(present.drawn ?? sheet) }))}
          onLearn={(strokes, penWidth) => learn(drawing(strokes, penWidth, data))}
        />
      ) : null}
      {source === 'points' ? <PointsFile {...file} onFile={onFile} /> : null}
      {learnt ? <DataFacts data={data} description={description} onChange={onChoose} /> : null}
      {learnt || step === 0 ? null : <p className={styles.note}>{say`Choosing points replaces the model of “${title}”, trained for ${groupedNumber(step)} steps.`}</p>}
    </>
  );
}
