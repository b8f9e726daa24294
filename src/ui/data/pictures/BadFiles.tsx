import { groupedNumber, say, sayCount } from '../../../words/say.ts';
import { sayText } from '../../../words/sayText.ts';
import type { BadFile } from './droppedFiles.ts';
import { Icon } from '../../primitives/Icon.tsx';
import styles from './BadFiles.module.css';

/** So many are named; the rest is counted. */
const MOST = 100;

/** Files that could not be read, each with its reason; folded away. */
export function BadFiles({ files }: { files: readonly BadFile[] }) {
  if (files.length === 0) return null;
  const rest = files.length - MOST;
  return (
    <details className={styles.bad}>
      <summary className={styles.summary}>
        <Icon name="warning" />
        {sayCount(files.length, 'One file could not be read', '{0} files could not be read')}
        <span className={styles.show}>{say`Show`}</span>
        <span className={styles.hide}>{say`Hide`}</span>
      </summary>
      <ul className={styles.list}>
        {files.slice(0, MOST).map(({ name, reason }, i) => <li key={`${i} ${name}`}><strong>{name}</strong>: {sayText(reason)}</li>)}
        {rest > 0 ? <li>{say`and ${groupedNumber(rest)} more`}</li> : null}
      </ul>
    </details>
  );
}
