import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { quietly } from '../quietly.ts';
import { ageOf } from './age.ts';
import { FLOOR_EFFORT, floorSource, floorText } from './lossFloor.ts';
import { Question } from './Question.tsx';
import styles from './Notes.module.css';

const SEED = 1;

/** Measures what no model can be better than, and says what came of it. @param why the loss of training is no such error; null where it is */
export function LossFloorNotes({ why }: { why: string | null }) {
  const store = usePlaygroundStore();
  const floor = usePlayground((state) => state.lossFloor);
  const step = usePlayground((state) => state.step);
  const schedule = usePlayground((state) => state.runningRecipe?.schedule ?? null);
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const age = floor ? ageOf(floor, step, schedule) : null;
  const ask = () => {
    const { levels, samples } = FLOOR_EFFORT[pictures ? 'pictures' : 'points'];
    quietly(store.getState().measureLossFloor(levels, samples, SEED));
  };
  return (
    <div className={styles.notes}>
      {floor && age ? (
        <>
          <p className={styles.result} data-testid="loss-floor">{floorText(floor)}</p>
          <p className={styles.note}>{floorSource(floor, pictures, age.text)}</p>
          {why === null ? null : <p className={styles.note}>{say`The bars cannot be compared with these curves: ${why}.`}</p>}
        </>
      ) : null}
      <Question question="loss-floor" label={floor ? say`Compare again` : say`Compare with the perfect model`} working={say`Measuring the loss floor`} onAsk={ask} />
    </div>
  );
}
