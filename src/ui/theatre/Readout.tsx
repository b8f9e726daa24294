import { Hint } from '../primitives/Hint.tsx';
import { decimals } from '../../words/decimals.ts';
import { say } from '../../words/say.ts';
import { classes } from '../primitives/classes.ts';
import { frameFacts, timestepText, type Subject } from './trajectoryFrames.ts';
import type { Trajectory } from '../../protocol/messages.ts';
import styles from './Readout.module.css';

/** Where the film is: noise level t, how much signal is in the samples, and the step. */
export function Readout({ subject, trajectory, frame }: { subject: Subject; trajectory: Trajectory; frame: number }) {
  const { step, steps, onTheWay, timestep, alphaBar } = frameFacts(trajectory, frame);
  const points = subject === 'points';
  const between = trajectory.timesteps.some((one) => !Number.isInteger(one));
  return (
    <dl className={styles.readout}>
      <div className={styles.item}>
        <dt>{say`Step`}</dt>
        <dd className={styles.value}>
          {say`${step} of ${steps}`}
          {trajectory.steps ? (
            <>
              <span className={classes(styles.way, !onTheWay && styles.absent)}>{say`on the way`}</span>
              <Hint label={say`steps`} text={say`This sampler asks the model more than once a step: on the way to the next step it tries out where that would lead.`} />
            </>
          ) : null}
        </dd>
      </div>
      <div className={styles.item}>
        <dt>t</dt>
        <dd className={styles.value}>
          <span className={classes(styles.timestep, between && styles.between)}>{timestepText(timestep)}</span>
          <Hint label="t" text={points ? say`The timestep: how noisy the points are now, from T − 1 (pure noise) down to 0 (clean).` : say`The timestep: how noisy the pictures are now, from T − 1 (pure noise) down to 0 (clean).`} />
        </dd>
      </div>
      <div className={styles.item}>
        <dt>ᾱ</dt>
        <dd className={styles.value}>
          <span className={styles.alphaBar}>{decimals(alphaBar.toFixed(3))}</span>
          <Hint label={say`alpha bar`} text={points ? say`The share of signal in the variance of the points: 0 is pure noise, 1 is clean.` : say`The share of signal in the variance of the pictures: 0 is pure noise, 1 is clean.`} />
        </dd>
      </div>
    </dl>
  );
}
