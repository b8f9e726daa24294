import { Suspense, useEffect, useState, type DragEvent } from 'react';
import type { DataRecipe, PointDataRecipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { classes } from '../primitives/classes.ts';
import { lazyPart } from '../primitives/lazyPart.ts';
import { Section } from '../primitives/Section.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { quietly } from '../quietly.ts';
import { firstPoints, ownPoints, recipeForPoints } from './dataChoice.ts';
import { droppedThings, gatherFiles, isTableDrop } from './pictures/droppedFiles.ts';
import { firstPictures } from './pictures/pictureChoice.ts';
import { createPictureDraft } from './pictures/pictureDraft.ts';
import { PointsData, type PointsView } from './PointsData.tsx';
import { usePointsFile } from './usePointsFile.ts';
import styles from './DataPanel.module.css';

const loadPictures = async () => (await import('./pictures/PicturesData.tsx')).PicturesData;
const PicturesData = lazyPart(loadPictures);

type What = 'points' | 'pictures';

const CHOICES: readonly { value: What; label: string; title: string }[] = [
  { value: 'points', label: 'Points', title: 'A cloud of points in the plane, learnt in seconds.' },
  { value: 'pictures', label: 'Pictures', title: 'Small pictures, learnt in minutes to hours.' },
];

/** What the model learns to draw: points or pictures. */
export function DataPanel() {
  const store = usePlaygroundStore();
  const data = usePlayground((state) => state.recipe.data);
  const [shown, setShown] = useState<{ what: What; of: DataRecipe } | null>(null);
  const [view, setView] = useState<PointsView>({ tab: null, drawn: null });
  const [draft] = useState(() => createPictureDraft({
    look: (wanted) => store.getState().look(wanted),
    openImages: (name, files, wanted) => store.getState().openImages(name, files, wanted),
    cancelReading: () => store.getState().cancelReading(),
  }));
  const points = usePointsFile();
  // Comes after the page stands, so that nobody waits for it.
  useEffect(() => void loadPictures().catch(() => undefined), []);
  const [over, setOver] = useState(false);
  const learnsPictures = isImageData(data);
  // Once other data are there, wherever they came from, the view is theirs.
  const what = shown?.of === data ? shown.what : learnsPictures ? 'pictures' : 'points';
  const pointData = isImageData(data) ? firstPoints() : data;

  const show = (next: What) => {
    setShown({ what: next, of: data });
    if (next === 'pictures' && !learnsPictures && draft.getState().data === null) draft.getState().edit(firstPictures());
  };
  const learn = (next: PointDataRecipe) => {
    const { setData, begin } = store.getState();
    if (learnsPictures) quietly(begin(recipeForPoints(next)));
    else setData(next);
  };
  const readTable = async (file: File) => {
    setShown({ what: 'points', of: data });
    setView((present) => ({ ...present, tab: { source: 'points', kind: pointData.kind } }));
    const found = await points.read(file);
    if (found) learn(ownPoints(file.name, found, pointData));
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    setOver(false);
    const things = droppedThings(event.dataTransfer.items);
    const [table] = event.dataTransfer.files;
    if (things.length === 0) return;
    event.preventDefault();
    if (table && isTableDrop(things, what === 'points')) {
      void readTable(table);
      return;
    }
    setShown({ what: 'pictures', of: data });
    void draft.getState().open(gatherFiles(things), draft.getState().data ?? (learnsPictures ? data : firstPictures()));
  };
  const onDragLeave = (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false);
  };

  return (
    <div className={classes(styles.panel, over && styles.over)} onDragOver={onDragOver} onDragLeave={onDragLeave} onDrop={onDrop}>
      <Section title={say`Data`} hint={say`What the model learns to draw: a cloud of points in the plane, or pictures. Learning other data starts a new run.`}>
        <Segmented<What> label={say`Kind of data`} hideLabel value={what} options={CHOICES} onChange={show} />
        {what === 'points' ? (
          <PointsData data={pointData} learnt={!learnsPictures} view={view} file={points.file} onView={setView} onFile={(file) => void readTable(file)} onChoose={learn} />
        ) : (
          <Suspense fallback={null}><PicturesData draft={draft} onDiscard={() => setShown(null)} /></Suspense>
        )}
      </Section>
    </div>
  );
}
