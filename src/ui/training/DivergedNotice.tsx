import { axisNumber } from '../../plot/chartScales.ts';
import { say } from '../../words/say.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Status } from '../primitives/Status.tsx';
import { quietly } from '../quietly.ts';
import { divergenceWords, remediesFor } from './divergence.ts';
import styles from './DivergedNotice.module.css';

/** Says that the loss stopped being a number, where the run stands, and offers what helps. */
export function DivergedNotice() {
  const store = usePlaygroundStore();
  const diverged = usePlayground((state) => state.diverged);
  const optimizer = usePlayground((state) => state.recipe.optimizer);
  if (!diverged) return null;
  const { learningRate, clipNorm } = remediesFor(optimizer);
  const change = (path: string, value: number) => store.getState().setOption(path, value);
  return (
    <div className={styles.notice}>
      <Status tone="bad">{divergenceWords(diverged)}</Status>
      <div className={styles.remedies}>
        {learningRate === null ? null : (
          <Button
            variant="primary"
            onClick={() => {
              change('optimizer.learningRate', learningRate);
              quietly(store.getState().start());
            }}
          >
            {say`Halve the learning rate to ${axisNumber(learningRate)} and go on`}
          </Button>
        )}
        {clipNorm === null ? null : (
          <Button
            title={say`Gradients longer than this are shortened to it`}
            onClick={() => {
              change('optimizer.clipNorm', clipNorm);
              quietly(store.getState().restart());
            }}
          >
            {say`Restart with gradients clipped at ${clipNorm}`}
          </Button>
        )}
        <Button onClick={() => quietly(store.getState().reset())}>{say`Reset to new weights`}</Button>
      </div>
    </div>
  );
}
