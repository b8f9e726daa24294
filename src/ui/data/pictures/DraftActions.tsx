import { groupedNumber, say } from '../../../words/say.ts';
import { usePlayground } from '../../playground.ts';
import { Button } from '../../primitives/Button.tsx';
import { dataTitle } from '../dataTitle.ts';
import styles from './DraftActions.module.css';

export interface DraftActionsProps {
  /** The pictures are being made. */
  looking: boolean;
  /** Nothing can be trained on yet. */
  disabled: boolean;
  onTrain(): void;
  onDiscard(): void;
}

/** From looking to learning: nothing of the running run is lost before the first of these is pressed. */
export function DraftActions({ looking, disabled, onTrain, onDiscard }: DraftActionsProps) {
  const step = usePlayground((state) => state.step);
  const busy = usePlayground((state) => state.status === 'compiling');
  const title = usePlayground((state) => dataTitle(state.recipe.data));
  return (
    <div className={styles.actions}>
      {step > 0 && !busy ? <p className={styles.note}>{say`Replaces the model of “${title}”, trained for ${groupedNumber(step)} steps.`}</p> : null}
      <div className={styles.buttons}>
        <Button variant="primary" className={styles.train} disabled={looking || disabled || busy} onClick={onTrain}>
          {busy ? say`Preparing…` : looking ? say`Making the pictures…` : say`Train on these pictures`}
        </Button>
        <Button variant="quiet" disabled={busy} aria-label={say`Discard changes`} title={say`Back to what the run learns`} onClick={onDiscard}>{say`Discard`}</Button>
      </div>
    </div>
  );
}
