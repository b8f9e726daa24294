import { Suspense } from 'react';
import { say } from '../../words/say.ts';
import gallery from '../header/Gallery.module.css';
import { Button } from '../primitives/Button.tsx';
import { lazyPart } from '../primitives/lazyPart.ts';
import { useEver } from '../primitives/useEver.ts';
import { useView, useViewState } from '../view.ts';

const LessonsDialog = lazyPart(async () => (await import('./LessonsDialog.tsx')).LessonsDialog);

/** Opens the list of lessons, which is loaded when it is opened first. */
export function LessonsButton() {
  const view = useView();
  const open = useViewState((state) => state.lessonList);
  const wanted = useEver(open);
  return (
    <>
      <Button variant="quiet" icon="lesson" className={gallery.button} aria-label={say`Lessons`} title={say`Eight short guided lessons`} onClick={() => view.setState({ lessonList: true })}>
        <span className={gallery.word}>{say`Lessons`}</span>
      </Button>
      {wanted ? <Suspense fallback={null}><LessonsDialog /></Suspense> : null}
    </>
  );
}
