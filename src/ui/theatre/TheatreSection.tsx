import type { ReactNode } from 'react';
import { say } from '../../words/say.ts';
import { Section } from '../primitives/Section.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { AloneButton } from '../ways/AloneButton.tsx';
import type { TheatreMode } from './trajectoryFrames.ts';
import styles from './Theatre.module.css';

export interface TheatreSectionProps {
  hint: string;
  mode: TheatreMode;
  onMode(mode: TheatreMode): void;
  children: ReactNode;
}

/** The heading of the theatre, with the switch between live samples and the film. */
export function TheatreSection({ hint, mode, onMode, children }: TheatreSectionProps) {
  const modes = [
    { value: 'live', label: say`Live`, title: say`What the model draws now, while it learns` },
    { value: 'film', label: say`Denoise`, title: say`How noise turns into samples, step by step` },
  ] as const;
  return (
    <Section
      title={say`Samples`}
      hint={hint}
      actions={<><Segmented label={say`What the picture shows`} hideLabel value={mode} options={modes} onChange={onMode} /><AloneButton /></>}
      className={styles.theatre}
    >
      {children}
    </Section>
  );
}
