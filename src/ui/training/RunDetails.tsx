import { decimals } from '../../words/decimals.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground } from '../playground.ts';
import styles from './RunDetails.module.css';

function amount(bytes: number): string {
  const megabytes = bytes / 2 ** 20;
  return decimals(megabytes < 1000 ? `${megabytes.toFixed(1)} MB` : `${(megabytes / 1024).toFixed(2)} GB`);
}

/** What the run costs, in one quiet line. A model that has not been trained here has no launches to count yet. */
export function RunDetails() {
  const facts = usePlayground((state) => state.facts);
  const device = usePlayground((state) => state.device);
  if (!facts) return null;
  const memory = say`${amount(facts.bytes)} of GPU memory in ${facts.buffers} buffers (at most ${amount(facts.peakBytes)})`;
  return (
    <p className={styles.details}>
      {device ? `${sayText(device.label)}. ` : ''}
      {facts.dispatchesPerStep > 0 ? say`${memory}; ${groupedNumber(facts.dispatchesPerStep)} GPU launches a training step.` : `${memory}.`}
    </p>
  );
}
