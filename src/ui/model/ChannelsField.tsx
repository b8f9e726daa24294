import { useId, useState } from 'react';
import { say } from '../../words/say.ts';
import { Hint } from '../primitives/Hint.tsx';
import { channelsText, readChannels } from './blockChannels.ts';
import fieldStyles from '../primitives/Field.module.css';
import styles from './ModelPanel.module.css';

export interface ChannelsFieldProps {
  channels: readonly number[];
  /** Answers with a sentence when these channels do not fit the rest; they are then not applied. */
  onChange(channels: number[]): string | null;
}

/** The channels at each resolution as a list of numbers. */
export function ChannelsField({ channels, onChange }: ChannelsFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const apply = () => {
    if (typed === null) return;
    const read = readChannels(typed);
    if ('problem' in read) {
      setProblem(read.problem);
      return;
    }
    setProblem(null);
    // What does not fit the rest stays to be mended.
    if (onChange(read.channels) === null) setTyped(null);
  };
  return (
    <div className={fieldStyles.field}>
      <div className={fieldStyles.head}>
        <span className={fieldStyles.label}>
          <label htmlFor={id}>{say`Channels`}</label>
          <Hint label={say`Channels`} text={say`How many numbers describe each place, at each size of the picture, the finest first. Each further number adds a size half as large.`} />
        </span>
        <input
          id={id}
          className={styles.channels}
          value={typed ?? channelsText(channels)}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={apply}
          onKeyDown={(event) => { if (event.key === 'Enter') apply(); }}
        />
      </div>
      {problem ? <p id={`${id}-problem`} className={fieldStyles.problem} role="alert">{problem}</p> : null}
    </div>
  );
}
