import type { PictureFacts as Facts } from '../../../protocol/messages.ts';
import { Hint } from '../../primitives/Hint.tsx';
import { factsOf, type Fact } from './pictureFacts.ts';
import styles from './PictureFacts.module.css';

function FactList({ label, facts }: { label: string; facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts} aria-label={label}>
      {facts.map(({ term, hint, value }) => (
        <div key={term} className={styles.fact}>
          <dt className={styles.term}>{term} <Hint label={term} text={hint} /></dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How many pictures there are says whether training can go well, and so do duplicates; the rest is for those who ask. */
function isTelling({ term, value }: Fact): boolean {
  return term === 'Pictures' || (term === 'Duplicates' && value !== 'none');
}

/** What came of the preparation. */
export function PictureFacts({ facts, endless }: { facts: Facts; endless: boolean }) {
  const all = factsOf(facts, endless);
  return (
    <>
      <FactList label="About these pictures" facts={all.filter(isTelling)} />
      <details>
        <summary className={styles.summary}>More about these pictures</summary>
        <div className={styles.rest}>
          <FactList label="More about these pictures" facts={all.filter((fact) => !isTelling(fact))} />
          {facts.description ? <p className={styles.description}>{facts.description}</p> : null}
        </div>
      </details>
    </>
  );
}
