import { say } from '../../words/say.ts';
import { Progress } from './Progress.tsx';
import { RunControls } from './RunControls.tsx';
import styles from './RunBar.module.css';

/** Start, pause and how far the run is: always in reach, in the bar above or, on a phone, below the page. */
export function RunBar() {
  return (
    <div className={styles.bar} role="group" aria-label={say`The run`}>
      <div className={styles.controls}><RunControls /></div>
      <div className={styles.progress}><Progress /></div>
    </div>
  );
}
