import { useState } from 'react';
import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { classes } from '../primitives/classes.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { remember, remembered } from '../remembered.ts';
import { useView, useViewState } from '../view.ts';
import { useIsShown } from '../ways/usePanels.ts';
import styles from './QuietLine.module.css';

/** Whether the page has greeted on this machine before. */
const key = 'diffusion-playground.welcomed';

/** What there is to see, for who opens the page for the first time; gone for good when it is closed or the lessons are opened from it. */
export function Welcome() {
  const view = useView();
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const elsewhere = useViewState((state) => state.lesson !== null || state.place !== 'playground');
  const lessons = useIsShown('lessons');
  const [closed, setClosed] = useState(() => remembered(key) !== null);
  if (closed || elsewhere) return null;
  const close = () => {
    remember(key, 'yes');
    setClosed(true);
  };
  const learn = () => {
    close();
    view.setState({ lessonList: true });
  };
  return (
    <section className={classes(styles.line, styles.welcome)} aria-label={say`Welcome`}>
      <p className={styles.words}>
        {pictures
          ? say`New here? A network learns to turn noise into new pictures.`
          : say`New here? A network learns to turn noise into the grey shape.`}
        <span className={styles.roomy}> {pictures ? say`They are of the kind that it is shown.` : say`The coloured dots are its attempts so far.`}</span>
        {lessons ? <> <Button variant="quiet" className={styles.action} onClick={learn}>{say`See how, in eight short lessons`}</Button></> : null}
      </p>
      <IconButton className={styles.close} icon="close" label={say`Close the welcome`} onClick={close} />
    </section>
  );
}
