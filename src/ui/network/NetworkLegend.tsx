import type { NetworkStructure } from '../../recipe/network/structure.ts';
import { say } from '../../words/say.ts';
import styles from './NetworkView.module.css';

/** What the lines of the drawing mean. */
export function NetworkLegend({ structure: { kind, blocks } }: { structure: NetworkStructure }) {
  const classes = blocks.some((block) => block.kind === 'class');
  return (
    <p className={styles.legend} aria-hidden="true">
      <span className={styles.key} data-kind="flow">{say`the way through`}</span>
      <span className={styles.key} data-kind="skip">{kind === 'mlp' ? say`straight path` : say`skip connections`}</span>
      <span className={styles.key} data-kind="condition">{classes ? say`time and class` : say`time`}</span>
    </p>
  );
}
