import { say } from '../../words/say.ts';
import styles from './SamplingControls.module.css';

/** What k-diffusion and diffusers call the same, side by side. */
export function NamesElsewhere({ kDiffusion, diffusers }: { kDiffusion: string | null; diffusers: string | null }) {
  if (kDiffusion === null && diffusers === null) return <p className={styles.names}>{say`Neither in k-diffusion nor in diffusers.`}</p>;
  const shown = (name: string | null) => (name === null ? say`none` : <code className={styles.code}>{name}</code>);
  return <p className={styles.names}>k-diffusion: {shown(kDiffusion)} · diffusers: {shown(diffusers)}</p>;
}
