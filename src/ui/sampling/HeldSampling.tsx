import { useMemo } from 'react';
import { say } from '../../words/say.ts';
import { problemText } from '../controls/problemText.ts';
import { usePlayground } from '../playground.ts';
import { Status } from '../primitives/Status.tsx';
import { heldSampling } from './heldSampling.ts';

/** Says why no samples are drawn while a change that they need waits for a restart. */
export function HeldSampling() {
  const recipe = usePlayground((state) => state.recipe);
  const running = usePlayground((state) => state.runningRecipe);
  const sound = usePlayground((state) => state.problems.length === 0);
  const held = useMemo(() => (sound ? heldSampling(running, recipe) : []), [sound, running, recipe]);
  return held.map((problem) => <Status key={problem.path} tone="warn">{say`No samples before the restart: ${problemText(problem)}`}</Status>);
}
