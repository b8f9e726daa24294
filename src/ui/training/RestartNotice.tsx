import { optionAt } from '../../recipe/options.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Status } from '../primitives/Status.tsx';
import { quietly } from '../quietly.ts';

function nameOf(path: string): string {
  if (path === 'data.points' || path === 'data.strokes') return 'Data';
  if (path === 'data.seed') return 'Seed of the data';
  return path === 'training.seed' ? 'Seed of the weights' : optionAt(path).label;
}

/** Says which changes wait for a restart, and offers it. */
export function RestartNotice() {
  const store = usePlaygroundStore();
  const pending = usePlayground((state) => state.pendingRestart);
  if (pending.length === 0) return null;
  const names = [...new Set(pending.map(nameOf))];
  return (
    <Status
      tone="warn"
      action={<Button onClick={() => quietly(store.getState().restart())}>Restart with these changes</Button>}
    >
      {names.join(', ')} {names.length === 1 ? 'counts' : 'count'} only after a restart from step 0.
    </Status>
  );
}
