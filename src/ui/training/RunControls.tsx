import { say } from '../../words/say.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { quietly } from '../quietly.ts';
import { useGoOnLabel } from './useGoOnLabel.ts';
import styles from './RunControls.module.css';

/** Start or Pause, one step, and back to the beginning. */
export function RunControls() {
  const store = usePlaygroundStore();
  const status = usePlayground((state) => state.status);
  const goOn = useGoOnLabel();
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const training = status === 'training';
  const busy = status === 'compiling';
  return (
    <div className={styles.controls}>
      <Button
        variant="primary"
        className={styles.main}
        icon={training ? 'pause' : 'play'}
        disabled={busy}
        onClick={() => quietly(training ? store.getState().pause() : store.getState().start())}
      >
        {busy ? say`Preparing…` : training ? say`Pause` : goOn}
      </Button>
      {recorded ? null : (
        <IconButton icon="stepForward" label={say`One step`} title={say`Train a single step`} disabled={busy || training} onClick={() => quietly(store.getState().stepOnce())} />
      )}
      <IconButton icon="reset" label={say`Reset`} title={say`New random weights, back to step 0`} disabled={busy} onClick={() => quietly(store.getState().reset())} />
    </div>
  );
}
