import { groupedNumber, say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { Status } from '../primitives/Status.tsx';
import { useGoOnLabel } from './useGoOnLabel.ts';

/** Says that the run began with the weights of a shipped model, until it has been trained further here. */
export function PretrainedNotice() {
  const shipped = usePlayground((state) => state.pretrained !== null && state.losses.length === 0 && state.status !== 'compiling');
  const step = usePlayground((state) => state.step);
  const goOn = useGoOnLabel();
  if (!shipped) return null;
  return <Status>{say`This model was trained before: ${groupedNumber(step)} steps. ${goOn} goes on from there, Reset begins anew.`}</Status>;
}
