import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Dialog } from '../primitives/Dialog.tsx';
import { Icon } from '../primitives/Icon.tsx';
import { Button } from '../primitives/Button.tsx';
import { quietly } from '../quietly.ts';
import { useView, useViewState } from '../view.ts';
import { beginningRecipe } from './beginning.ts';
import { finishedLessons } from './finished.ts';
import type { Lesson } from './lesson.ts';
import { lessons } from './lessons.ts';
import styles from './LessonsDialog.module.css';

/** The lessons to choose from, with those that were finished marked. */
export function LessonsDialog() {
  const store = usePlaygroundStore();
  const view = useView();
  const open = useViewState((state) => state.lessonList);
  const here = useViewState((state) => state.lesson);
  const trained = usePlayground((state) => state.step);
  const finished = open ? finishedLessons() : [];

  const begin = ({ name, begins }: Lesson) => {
    view.setState({ lesson: name, lessonRun: view.getState().lessonRun + 1, lessonList: false, tab: 'data', theatre: { mode: 'live', of: 'model' }, points: 'noisy', second: null });
    quietly(store.getState().load(beginningRecipe(begins)));
  };
  return (
    <Dialog open={open} title={say`Lessons`} onClose={() => view.setState({ lessonList: false })}>
      <p className={styles.note}>
        {say`Each lesson is a few steps long, asks before it shows, and works with the page’s own controls.`} {trained > 0 ? say`Beginning one replaces the model trained so far.` : ''}
      </p>
      <ol className={styles.list}>
        {lessons.map((lesson) => (
          <li key={lesson.name}>
            <button type="button" className={styles.lesson} aria-current={lesson.name === here ? 'true' : undefined} onClick={() => begin(lesson)}>
              <span className={styles.title}>{sayText(lesson.title)}</span>
              <span className={styles.time}>
                {finished.includes(lesson.name) ? <span className={styles.done}><Icon name="check" />{say`done`}</span> : null}
                {say`${lesson.minutes} min`}
              </span>
              <span className={styles.line}>{sayText(lesson.line)}</span>
            </button>
          </li>
        ))}
      </ol>
      <div><Button variant="quiet" flush="start" onClick={() => view.setState({ lessonList: false, glossary: '' })}>{say`Glossary`}</Button></div>
    </Dialog>
  );
}
