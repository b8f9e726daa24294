import type { PictureFacts as Facts } from '../../../protocol/messages.ts';
import { Hint } from '../../primitives/Hint.tsx';
import { factsOf } from './pictureFacts.ts';
import styles from './PictureFacts.module.css';

/** Counts, values and duplicates, a line each. */
export function PictureFacts({ facts }: { facts: Facts }) {
  return (
    <>
      <dl className={styles.facts} aria-label="About these pictures">
        {factsOf(facts).map(({ term, hint, value }) => (
          <div key={term} className={styles.fact}>
            <dt className={styles.term}>{term} <Hint label={term} text={hint} /></dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
      {facts.description ? <p className={styles.description}>{facts.description}</p> : null}
    </>
  );
}
