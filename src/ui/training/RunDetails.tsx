import { usePlayground } from '../playground.ts';
import styles from './RunDetails.module.css';

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

/** What the run costs, in one quiet line. */
export function RunDetails() {
  const facts = usePlayground((state) => state.facts);
  const device = usePlayground((state) => state.device);
  if (!facts) return null;
  return (
    <p className={styles.details}>
      {device ? `${device.label}. ` : ''}
      {megabytes(facts.bytes)} of GPU memory in {facts.buffers} buffers (at most {megabytes(facts.peakBytes)}); {facts.dispatchesPerStep} GPU launches a training step.
    </p>
  );
}
