import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground } from '../playground.ts';
import { Status } from '../primitives/Status.tsx';
import { Switch } from '../primitives/Switch.tsx';
import styles from './FilmPanel.module.css';

/** Switches the arrows of both models on and off, and says what they are. Without WebGPU there is nobody to ask. */
export function FieldSwitch({ checked, onChange, note }: { checked: boolean; onChange(checked: boolean): void; note: string | null }) {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const problem = usePlayground((state) => state.insightProblems.field ?? null);
  const asking = usePlayground((state) => state.insights.field !== undefined);
  if (recorded) return null;
  return (
    <>
      <Switch label={say`Field`} hint={say`Where the model and the perfect model would send any point of the plane at this step. It is shown while the film rests, before its last picture.`} checked={checked} onChange={onChange} />
      {checked && problem ? <div className={styles.wide}><Status tone="bad">{sayText(problem)}</Status></div> : null}
      {checked && !problem ? <p className={styles.wide} data-testid="field">{note ?? (asking ? say`Asking for the field…` : say`The field is shown while the film rests, before its last picture.`)}</p> : null}
    </>
  );
}
