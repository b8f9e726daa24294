import { say, sayCount } from '../../words/say.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Status } from '../primitives/Status.tsx';
import { quietly } from '../quietly.ts';
import { restartName } from './restartNames.ts';

/** Says which changes wait for a restart, and offers it. */
export function RestartNotice() {
  const store = usePlaygroundStore();
  const pending = usePlayground((state) => state.pendingRestart);
  const sound = usePlayground((state) => state.problems.length === 0);
  if (pending.length === 0) return null;
  const changed = [...new Set(pending.map(restartName))];
  const names = changed.join(', ');
  return (
    <Status
      tone="warn"
      action={sound ? <Button onClick={() => quietly(store.getState().restart())}>{say`Restart with these changes`}</Button> : null}
    >
      {sound
        ? sayCount(changed.length, '{1} counts only after a restart from step 0.', '{1} count only after a restart from step 0.', names)
        : sayCount(changed.length, '{1} counts only after a restart from step 0, once all settings go together.', '{1} count only after a restart from step 0, once all settings go together.', names)}
    </Status>
  );
}
