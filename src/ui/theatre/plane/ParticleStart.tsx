import { useState } from 'react';
import { say } from '../../../words/say.ts';
import { sayText } from '../../../words/sayText.ts';
import { usePlayground } from '../../playground.ts';
import { Hint } from '../../primitives/Hint.tsx';
import { NumberBox } from '../../primitives/NumberBox.tsx';
import type { Place } from './particleFacts.ts';
import type { Particle } from './useParticle.ts';
import styles from './ParticlePanel.module.css';

/** Beyond this there is no noise to speak of. */
const farthest = 6;

/** Where the particle starts; another place drops one there. Without WebGPU nobody would carry it. */
export function ParticleStart({ particle, noise }: { particle: Particle; noise: Place | null }) {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const [problem, setProblem] = useState<string | null>(null);
  if (recorded || !noise) return null;
  const [x, y] = noise;
  return (
    <div className={styles.start}>
      <span>{say`starts at`}</span>
      <NumberBox label={say`x of the start`} value={x} min={-farthest} max={farthest} step={0.1} onChange={(next) => particle.drop([next, y])} onProblem={setProblem} />
      <NumberBox label={say`y of the start`} value={y} min={-farthest} max={farthest} step={0.1} onChange={(next) => particle.drop([x, next])} onProblem={setProblem} />
      <span>{say`in standard deviations of the noise`}</span>
      <Hint label={say`where it starts`} text={say`Type another place, or click an empty place of the noisy points (with Shift: any place): a particle of your own starts there, and the model carries it along without fresh noise.`} />
      {problem ? <p className={styles.problem} role="alert">{sayText(problem)}</p> : null}
    </div>
  );
}
