import type { RunChange } from '../../store/runChanges.ts';
import { changeWords } from './changeWords.ts';
import styles from './StepChart.module.css';

/** What was changed while it ran: at the marks that are pointed at, or else the last. All of it as a list for screen readers. */
export function ChangeLine({ changes, near }: { changes: readonly RunChange[]; near: readonly string[] }) {
  const last = changes.at(-1);
  if (!last) return null;
  const lastWords = `${changeWords(last)} (step ${last.step.toLocaleString('en')})`;
  const more = changes.length - 1;
  return (
    <>
      <p className={styles.changes} aria-hidden="true" data-testid="changes">
        {near.length > 0 ? near.join('; ') : `${lastWords}${more > 0 ? `, and ${more} more` : ''}`}
      </p>
      <div className="sr-only">
        <p>Settings changed while it ran:</p>
        <ul>{changes.map((change) => <li key={`${change.step} ${change.at}`}>Step {change.step}: {changeWords(change)}</li>)}</ul>
      </div>
    </>
  );
}
