import { say } from '../../words/say.ts';
import { Switch } from '../primitives/Switch.tsx';
import styles from './ScheduleEditor.module.css';
import type { Target } from './useEditedSchedule.ts';

/** Whether samples are made with a schedule of their own. @param target whose curve is shown */
export function OwnSchedule({ detached, target, onChange }: { detached: boolean; target: Target; onChange(own: boolean): void }) {
  return (
    <div className={styles.own}>
      <Switch
        label={say`Sampling uses its own schedule`}
        hint={say`Off: samples are made with the trained schedule. On: draw another one for sampling only, for instance with more steps at high noise.`}
        checked={detached}
        onChange={onChange}
      />
      {detached ? <p className={styles.readout}>{target === 'training' ? say`The curve above is the one for training.` : say`The curve above is the one for sampling.`}</p> : null}
    </div>
  );
}
