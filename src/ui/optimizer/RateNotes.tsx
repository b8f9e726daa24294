import { learningRateNotes } from '../../recipe/learningRate.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Status } from '../primitives/Status.tsx';

/** What of the learning rate's course does not do what its numbers say. */
export function RateNotes() {
  const store = usePlaygroundStore();
  const optimizer = usePlayground((state) => state.recipe.optimizer);
  const steps = usePlayground((state) => state.recipe.training.steps);
  // A one-cycle hides the warm-up that the note is about; nothing is amiss there.
  const hidden = optimizer.decay === 'one-cycle';
  const action = hidden ? <Button onClick={() => store.getState().setOption('optimizer.warmupSteps', 0)}>{say`Set it to 0`}</Button> : null;
  return learningRateNotes(optimizer, steps).map((note) => <Status key={note} tone={hidden ? 'info' : 'warn'} action={action}>{sayText(note)}</Status>);
}
