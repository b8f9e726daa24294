import { Hint } from '../primitives/Hint.tsx';
import { classes } from '../primitives/classes.ts';
import { frameFacts, timestepText, type Subject } from './trajectoryFrames.ts';
import type { Trajectory } from '../../protocol/messages.ts';
import styles from './Readout.module.css';

/** Where the film is: noise level t, how much signal is in the samples, and the step. */
export function Readout({ subject, trajectory, frame }: { subject: Subject; trajectory: Trajectory; frame: number }) {
  const { step, steps, timestep, alphaBar } = frameFacts(trajectory, frame);
  const between = trajectory.timesteps.some((one) => !Number.isInteger(one));
  return (
    <dl className={styles.readout}>
      <div className={styles.item}>
        <dt>Step</dt>
        <dd>{step} of {steps}</dd>
      </div>
      <div className={styles.item}>
        <dt>t</dt>
        <dd className={styles.value}>
          <span className={classes(styles.timestep, between && styles.between)}>{timestepText(timestep)}</span>
          <Hint label="t" text={`The timestep: how noisy the ${subject} are now, from T − 1 (pure noise) down to 0 (clean).`} />
        </dd>
      </div>
      <div className={styles.item}>
        <dt>ᾱ</dt>
        <dd className={styles.value}>
          <span className={styles.alphaBar}>{alphaBar.toFixed(3)}</span>
          <Hint label="alpha bar" text={`The share of signal in the variance of the ${subject}: 0 is pure noise, 1 is clean.`} />
        </dd>
      </div>
    </dl>
  );
}
