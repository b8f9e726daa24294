import { useState, type DragEvent } from 'react';
import { numberOption } from '../../recipe/options.ts';
import type { DataRecipe } from '../../recipe/recipe.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { classes } from '../primitives/classes.ts';
import { Section } from '../primitives/Section.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { builtIn, drawing, ownPoints, sourceOf, word, type Source } from './dataChoice.ts';
import { DataFacts } from './DataFacts.tsx';
import { DistributionPicker } from './DistributionPicker.tsx';
import { DrawingPad, type Sheet } from './DrawingPad.tsx';
import { emptyPad } from './padHistory.ts';
import { PointsFile } from './PointsFile.tsx';
import { WordField } from './WordField.tsx';
import styles from './DataPanel.module.css';

const SOURCES: readonly { value: Source; label: string }[] = [
  { value: 'built-in', label: 'Built-in' },
  { value: 'word', label: 'Word' },
  { value: 'drawing', label: 'Drawing' },
  { value: 'points', label: 'File' },
];

interface FileState { name: string | null; reading: boolean; description: string | null; problem: string | null }

const NO_FILE: FileState = { name: null, reading: false, description: null, problem: null };

/** What the model learns to draw: a built-in distribution, a word, a drawing or a file of points. */
export function DataPanel() {
  const store = usePlaygroundStore();
  const data = usePlayground((state) => state.recipe.data);
  const description = usePlayground((state) => state.dataDescription);
  const [tab, setTab] = useState<{ source: Source; kind: string } | null>(null);
  const [drawn, setDrawn] = useState<Sheet | null>(null);
  const [file, setFile] = useState(NO_FILE);
  const [over, setOver] = useState(false);
  // Once other data are there, wherever they came from, the tab is theirs.
  const source = tab?.kind === data.kind ? tab.source : sourceOf(data);
  const show = (next: Source) => setTab({ source: next, kind: data.kind });
  const sheet = drawn ?? (data.kind === 'drawing'
    ? { pad: emptyPad(data.strokes), penWidth: data.penWidth }
    : { pad: emptyPad(), penWidth: numberOption('data.penWidth').default });

  const choose = (next: DataRecipe) => store.getState().setData(next);
  const read = async (chosenFile: File) => {
    show('points');
    setFile({ ...NO_FILE, name: chosenFile.name, reading: true });
    try {
      const found = await store.getState().readPoints(chosenFile);
      setFile({ name: chosenFile.name, reading: false, description: found.description, problem: null });
      choose(ownPoints(chosenFile.name, found.points, store.getState().recipe.data));
    } catch (error) {
      setFile({ ...NO_FILE, name: chosenFile.name, problem: error instanceof Error ? error.message : String(error) });
    }
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    const dropped = event.dataTransfer.files[0];
    setOver(false);
    if (!dropped) return;
    event.preventDefault();
    void read(dropped);
  };
  const onDragLeave = (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false);
  };

  return (
    <div className={classes(styles.panel, over && styles.over)} onDragOver={onDragOver} onDragLeave={onDragLeave} onDrop={onDrop}>
      <Section title="Data" hint="What the model learns to draw: a cloud of points in the plane. Choosing other data starts a new run.">
        <Segmented<Source> label="Source" hideLabel value={source} options={SOURCES} onChange={show} />
        {source === 'built-in' ? <DistributionPicker value={data.kind} onChange={(kind) => choose(builtIn(kind, data))} /> : null}
        {source === 'word' ? <WordField initial={data.kind === 'word' ? data.text : ''} onLearn={(text) => choose(word(text, data))} /> : null}
        {source === 'drawing' ? (
          <DrawingPad sheet={sheet} onSheet={(change) => setDrawn((present) => change(present ?? sheet))} onLearn={(strokes, penWidth) => choose(drawing(strokes, penWidth, data))} />
        ) : null}
        {source === 'points' ? <PointsFile {...file} onFile={(picked) => void read(picked)} /> : null}
        <DataFacts data={data} description={description} onChange={choose} />
      </Section>
    </div>
  );
}
