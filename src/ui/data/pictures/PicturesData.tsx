import { useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { wordsProblem } from '../../../recipe/imageFields.ts';
import type { ImageDataRecipe } from '../../../recipe/recipe.ts';
import { isImageData } from '../../../recipe/recipeKind.ts';
import { say } from '../../../words/say.ts';
import { sayText } from '../../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../../playground.ts';
import { Status } from '../../primitives/Status.tsx';
import { BadFiles } from './BadFiles.tsx';
import { Classes } from './Classes.tsx';
import { DraftActions } from './DraftActions.tsx';
import { LettersField } from './LettersField.tsx';
import { OwnFiles } from './OwnFiles.tsx';
import { firstPictures, firstWords, letterPictures, madePictures, ownPictures, recipeFor, sameClasses } from './pictureChoice.ts';
import type { PictureDraft } from './pictureDraft.ts';
import { PictureFacts } from './PictureFacts.tsx';
import { Preparation } from './Preparation.tsx';
import { SourceTiles } from './SourceTiles.tsx';
import styles from '../DataPanel.module.css';

export interface PicturesDataProps {
  draft: StoreApi<PictureDraft>;
  /** The person went back to what the run learns. */
  onDiscard(): void;
}

/** Which pictures, how they are prepared and what comes of it; the run learns them only when it is told to. */
export function PicturesData({ draft, onDiscard }: PicturesDataProps) {
  const store = usePlaygroundStore();
  const running = usePlayground(({ recipe }) => (isImageData(recipe.data) ? recipe.data : null));
  const trained = usePlayground((state) => state.pictures);
  const reading = usePlayground((state) => state.reading);
  const compiling = usePlayground((state) => state.status === 'compiling');
  const { data: drafted, pictures: looked, of, looking, problem, opened, bad, opening } = useStore(draft);
  const [wantsFiles, setWantsFiles] = useState(false);
  const data = drafted ?? running ?? firstPictures();
  const pictures = drafted === null ? trained : looked;
  const busy = drafted === null ? compiling : looking;
  // The field itself says so.
  const wordsAreWrong = data.kind === 'letters' && wordsProblem(data.words) !== null;
  const asksForFiles = wantsFiles && data.kind !== 'images';

  const change = (next: ImageDataRecipe) => {
    if (running && JSON.stringify(next) === JSON.stringify(running)) draft.getState().discard();
    else draft.getState().edit(next);
  };
  const choose = (kind: ImageDataRecipe['kind']) => {
    setWantsFiles(kind === 'images');
    if (kind === 'letters') change(letterPictures(data.kind === 'letters' ? data.words : firstWords(), data));
    else if (kind !== 'images') change(madePictures(kind, data));
    else if (opened && data.kind !== 'images') change(ownPictures(opened.name, opened.source, opened.count, data));
  };
  const train = async () => {
    const { recipe, device, begin, start } = store.getState();
    try {
      await begin(recipeFor(data, recipe, device?.software ?? false));
      draft.getState().discard();
      if (store.getState().status !== 'training') await start();
    } catch {
      // The page's banner says why, and the draft is still here to be changed.
    }
  };

  return (
    <>
      <SourceTiles value={asksForFiles ? 'images' : data.kind} onChange={choose} />
      {data.kind === 'letters' && !asksForFiles ? <LettersField words={data.words} onChange={(words) => change(letterPictures(words, data))} /> : null}
      {asksForFiles || data.kind === 'images' || opening ? (
        <OwnFiles name={data.kind === 'images' ? data.name : null} opening={opening} reading={reading} onFiles={(gathering) => void draft.getState().open(gathering, data)} onCancel={() => draft.getState().cancel()} />
      ) : null}
      {data.kind === 'images' || asksForFiles ? <BadFiles files={bad} /> : null}
      {problem && !wordsAreWrong ? <Status tone="bad">{sayText(problem)}</Status> : null}
      {asksForFiles ? null : (
        <>
          {pictures ? <Classes pictures={pictures} data={data} stale={drafted !== null && (of === null || !sameClasses(of, data))} onChange={change} /> : <p className={styles.waiting} role="status">{busy ? say`Making the pictures…` : ''}</p>}
          <Preparation data={data} hasClasses={(pictures?.facts.allClassNames.length ?? 0) > 0} onChange={change} />
          {pictures ? <PictureFacts facts={pictures.facts} endless={'endless' in data && data.endless} /> : null}
          {drafted === null ? null : (
            <DraftActions
              looking={looking}
              disabled={opening || pictures === null || (problem !== null && of !== data)}
              onTrain={() => void train()}
              onDiscard={() => { setWantsFiles(false); draft.getState().discard(); onDiscard(); }}
            />
          )}
        </>
      )}
    </>
  );
}
