import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { samePlace } from '../../../plot/particle.ts';
import type { Trajectory } from '../../../protocol/messages.ts';
import { groupedNumber, say } from '../../../words/say.ts';
import { sayText } from '../../../words/sayText.ts';
import { usePlayground } from '../../playground.ts';
import { Hint } from '../../primitives/Hint.tsx';
import { IconButton } from '../../primitives/IconButton.tsx';
import { NumberBox } from '../../primitives/NumberBox.tsx';
import { Status } from '../../primitives/Status.tsx';
import { endOf, lengthText, particleFacts, placeText } from './particleFacts.ts';
import { ParticleStart } from './ParticleStart.tsx';
import type { Particle } from './useParticle.ts';
import styles from './ParticlePanel.module.css';

export interface ParticlePanelProps {
  particle: Particle;
  film: Trajectory;
  frame: number;
  /** Looking at it ends, and the keyboard is wanted somewhere else. */
  onEnd(): void;
}

/** Everything about the particle that is looked at, and ways to another one. */
export function ParticlePanel({ particle, film, frame, onEnd }: ParticlePanelProps) {
  const { chosen, record, beside, count, choose } = particle;
  const id = useId();
  const data = usePlayground((state) => state.data);
  const failed = usePlayground(({ insightProblems }) => insightProblems.particle ?? insightProblems['particle-beside'] ?? null);
  const [problem, setProblem] = useState<string | null>(null);
  const facts = useMemo(() => record && particleFacts(record.film, record.index, samePlace(record.film.alphaBars, film.alphaBars, frame), data), [record, film, frame, data]);
  if (!chosen) return null;
  const number = chosen.index + 1;
  const dropped = chosen.kind === 'dropped';
  const told = facts && (dropped
    ? say`Your own particle: from ${placeText(facts.start)} to ${placeText(facts.end)}`
    : say`Particle ${groupedNumber(number)} of ${groupedNumber(count)}: from ${placeText(facts.start)} to ${placeText(facts.end)}`);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onEnd();
  };
  return (
    <div className={styles.panel} role="group" aria-label={say`Particle`} data-testid="particle" onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <IconButton icon="left" label={say`Previous particle`} onClick={() => choose((chosen.index + count - 1) % count)} />
        <span className={styles.which}>
          {dropped ? say`Your own particle` : (
            <>
              <span className={styles.word} aria-hidden="true">{say`Particle`}</span>
              <NumberBox label={say`Particle`} value={number} min={1} max={count} integer describedBy={problem ? `${id}-problem` : undefined} onChange={(next) => choose(next - 1)} onProblem={setProblem} />
              {say`of ${groupedNumber(count)}`}
            </>
          )}
        </span>
        <IconButton icon="right" label={say`Next particle`} onClick={() => choose((chosen.index + 1) % count)} />
        <IconButton className={styles.end} icon="close" label={say`Back to all samples`} onClick={onEnd} />
      </div>
      {problem ? <p id={`${id}-problem`} className={styles.problem} role="alert">{sayText(problem)}</p> : null}
      {failed && dropped ? <Status tone="bad">{sayText(failed)}</Status> : null}
      <dl className={styles.facts}>
        <div><dt>xₜ</dt><dd>{facts ? placeText(facts.now) : '…'}</dd></div>
        <div><dt>{say`predicted x₀`}</dt><dd>{facts ? placeText(facts.guess) : '…'}</dd></div>
        <div><dt>{say`ends at`}</dt><dd>{facts ? placeText(facts.end) : '…'}</dd></div>
        {beside ? <div><dt>{beside.of === 'ideal' ? say`perfect model: ends at` : say`model: ends at`}</dt><dd>{placeText(endOf(beside.record))}</dd></div> : null}
        <div><dt>{say`length of its way`}</dt><dd>{facts ? lengthText(facts.length) : '…'}</dd></div>
        <div><dt>{say`nearest training point`}</dt><dd>{facts === null || facts.nearest === null ? '…' : say`${lengthText(facts.nearest)} away`}</dd></div>
        <div className={styles.unit}>
          <dt className="sr-only">{say`Unit`}</dt>
          <dd>{say`in standard deviations of the data`} <Hint label={say`these numbers`} text={say`Places are (x, y). The way of xₜ is measured from step to step, and the nearest of the training points shown from where the particle ends.`} /></dd>
        </div>
      </dl>
      <ParticleStart particle={particle} noise={dropped ? chosen.at : facts?.noise ?? null} />
      <p className="sr-only" role="status">{told}</p>
    </div>
  );
}
