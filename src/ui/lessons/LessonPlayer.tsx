import { useEffect, useId, useRef, useState } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Button } from '../primitives/Button.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { useView } from '../view.ts';
import { rememberFinished } from './finished.ts';
import type { Lesson } from './lesson.ts';
import { LessonStep } from './LessonStep.tsx';
import { look } from './look.ts';
import { useDesk } from './useDesk.ts';
import { useOwnRun } from './useOwnRun.ts';
import styles from './LessonPlayer.module.css';

/** One lesson, a step at a time, beside the page that it is about. The run stays as it is when the lesson is left. */
export function LessonPlayer({ lesson }: { lesson: Lesson }) {
  const view = useView();
  const id = useId();
  const [index, setIndex] = useState(0);
  const [folded, setFolded] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { other, goBack } = useOwnRun(lesson);
  const desk = useDesk(lesson, other);
  const { steps, name, title } = lesson;
  const step = steps[index];
  const last = index === steps.length - 1;

  const at = step?.at;
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
    if (at) look(at);
  }, [index, at]);

  const leave = () => view.setState({ lesson: null });
  const comeBack = () => {
    goBack();
    heading.current?.focus({ preventScroll: true });
  };
  const finish = () => {
    rememberFinished(name);
    view.setState({ lesson: null, lessonList: true });
  };
  if (!step) return null;
  return (
    <section className={styles.player} aria-labelledby={id} data-folded={folded || undefined}>
      <div className={styles.head}>
        <h2 id={id} className={styles.lesson}>{say`Lesson: ${sayText(title)}`}</h2>
        <span className={styles.place}>{say`step ${index + 1} of ${steps.length}`}</span>
        <span className={styles.fold}>
          <IconButton icon={folded ? 'plus' : 'minus'} label={folded ? say`Unfold the lesson` : say`Fold the lesson`} aria-expanded={!folded} onClick={() => setFolded(!folded)} />
        </span>
        <IconButton icon="close" label={say`Leave the lesson`} title={say`Leave the lesson; the run stays as it is`} onClick={leave} />
      </div>
      <div className={styles.progress} aria-hidden="true">
        {steps.map((one, at) => <span key={one.title} data-past={at <= index || undefined} />)}
      </div>
      <div className={styles.body}>
        <h3 ref={heading} tabIndex={-1} className={styles.title}>{sayText(step.title)}</h3>
        <p role="status" className={styles.waits}>{other ? say`The lesson waits: another run is open now. Going back begins the lesson’s run anew, with its settings.` : null}</p>
        {index === 0 && !other ? <p className={styles.goal}>{say`Afterwards ${sayText(lesson.goal)}`}</p> : null}
        {other ? null : <LessonStep key={index} step={step} measure={lesson.measure} desk={desk} />}
      </div>
      {other ? (
        <div className={styles.foot}>
          <Button onClick={leave}>{say`Leave`}</Button>
          <Button variant="primary" onClick={comeBack}>{say`Back to its run`}</Button>
        </div>
      ) : (
        <div className={styles.foot}>
          <Button disabled={index === 0} onClick={() => setIndex(index - 1)}>{say`Previous`}</Button>
          <Button variant="primary" onClick={() => (last ? finish() : setIndex(index + 1))}>{last ? say`Finish` : say`Next`}</Button>
        </div>
      )}
    </section>
  );
}
