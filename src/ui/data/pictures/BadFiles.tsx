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
        {files.length === 1 ? 'One file could not be read' : `${files.length.toLocaleString('en')} files could not be read`}
      </summary>
      <ul className={styles.list}>
        {files.slice(0, MOST).map(({ name, reason }, i) => <li key={`${i} ${name}`}><strong>{name}</strong>: {reason}</li>)}
        {rest > 0 ? <li>and {rest.toLocaleString('en')} more</li> : null}
      </ul>
    </details>
  );
}
