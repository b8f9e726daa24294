import type { RunChange } from '../../store/runChanges.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { changeWords } from './changeWords.ts';
import styles from './StepChart.module.css';

/** What was changed while it ran: at the marks that are pointed at, or else the last. All of it as a list for screen readers. */
export function ChangeLine({ changes, near }: { changes: readonly RunChange[]; near: readonly string[] }) {
  const last = changes.at(-1);
  if (!last) return null;
  const lastWords = say`${changeWords(last)} (step ${groupedNumber(last.step)})`;
  const more = changes.length - 1;
  return (
    <>
      <p className={styles.changes} aria-hidden="true" data-testid="changes">
        {near.length > 0 ? near.join('; ') : more > 0 ? say`${lastWords}, and ${more} more` : lastWords}
      </p>
      <div className="sr-only">
        <p>{say`Settings changed while it ran:`}</p>
        <ul>{changes.map((change) => <li key={`${change.step} ${change.at}`}>{say`Step ${change.step}: ${changeWords(change)}`}</li>)}</ul>
      </div>
    </>
  );
}
