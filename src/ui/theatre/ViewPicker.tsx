import { useId } from 'react';
import type { FilmView } from '../../plot/filmViews.ts';
import { say } from '../../words/say.ts';
import { classes } from '../primitives/classes.ts';
import segmented from '../primitives/Segmented.module.css';
import type { Subject } from './trajectoryFrames.ts';
import { viewWords } from './viewWords.ts';
import styles from './ViewPicker.module.css';

export interface ViewPickerProps<View extends FilmView> {
  subject: Subject;
  views: readonly View[];
  view: View;
  onView(view: View): void;
}

/** Which view of the film the picture shows: a radio group whose words give way to their symbols where there is no room. */
export function ViewPicker<View extends FilmView>({ subject, views, view, onView }: ViewPickerProps<View>) {
  const name = useId();
  return (
    <fieldset className={segmented.group}>
      <legend className="sr-only">{say`View`}</legend>
      <div className={classes(segmented.row, styles.row)}>
        {views.map((one) => {
          const { word, symbol, title } = viewWords(one, subject);
          return (
            <label key={one} className={segmented.option} title={title}>
              <input className={segmented.input} type="radio" name={name} value={one} checked={one === view} onChange={() => onView(one)} />
              <span className={classes(segmented.face, styles.face)}>
                <span><span className={styles.word}>{word}</span> {one === 'score' || one === 'change' ? <span className={styles.only} aria-hidden="true">{symbol}</span> : symbol}</span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
