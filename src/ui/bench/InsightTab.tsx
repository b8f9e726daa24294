import { InsightSection } from '../insight/InsightSection.tsx';
import { NoiseLevelLoss } from '../training/NoiseLevelLoss.tsx';
import { RunDetails } from '../training/RunDetails.tsx';
import styles from './Workbench.module.css';

/** What the model has learnt, and what the run takes. */
export function InsightTab({ onFilm }: { onFilm(): void }) {
  return <div className={styles.insight}><NoiseLevelLoss /><InsightSection onFilm={onFilm} /><RunDetails /></div>;
}
