import styles from './SamplingControls.module.css';

/** What k-diffusion and diffusers call the same, side by side. */
export function NamesElsewhere({ kDiffusion, diffusers }: { kDiffusion: string | null; diffusers: string | null }) {
  const names = [['k-diffusion', kDiffusion], ['diffusers', diffusers]].filter(([, name]) => name !== null);
  return (
    <p className={styles.names}>
      {names.length === 0 ? 'Neither in k-diffusion nor in diffusers.' : names.map(([library, name], index) => (
        <span key={library}>{index > 0 ? ' · ' : ''}{library}: <code className={styles.code}>{name}</code></span>
      ))}
    </p>
  );
}
