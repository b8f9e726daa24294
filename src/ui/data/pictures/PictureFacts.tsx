import type { PictureFacts as Facts } from '../../../protocol/messages.ts';
import { say } from '../../../words/say.ts';
import { sayText } from '../../../words/sayText.ts';
import { Hint } from '../../primitives/Hint.tsx';
import { Disclosure } from '../../primitives/Disclosure.tsx';
import { factsOf, type Fact } from './pictureFacts.ts';
import styles from './PictureFacts.module.css';

function FactList({ label, facts }: { label: string; facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts} aria-label={label}>
      {facts.map(({ term, hint, value }) => (
        <div key={term} className={styles.fact}>
          <dt className={styles.term}>{sayText(term)} <Hint label={sayText(term)} text={sayText(hint)} /></dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How many pictures there are says whether training can go well, and so do duplicates; the rest is for those who ask. */
function isTelling({ term }: Fact, { duplicates }: Facts): boolean {
  return term === 'Pictures' || (term === 'Duplicates' && duplicates > 0);
}

/** What came of the preparation. */
export function PictureFacts({ facts, endless }: { facts: Facts; endless: boolean }) {
  const all = factsOf(facts, endless);
  return (
    <>
      <FactList label={say`About these pictures`} facts={all.filter((fact) => isTelling(fact, facts))} />
      <Disclosure summary={say`More about these pictures`}>
        <div className={styles.rest}>
          <FactList label={say`More about these pictures`} facts={all.filter((fact) => !isTelling(fact, facts))} />
          {facts.description ? <p className={styles.description}>{sayText(facts.description)}</p> : null}
        </div>
      </Disclosure>
    </>
  );
}
