import { useRef } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Button } from '../primitives/Button.tsx';
import { Status } from '../primitives/Status.tsx';
import styles from './DataPanel.module.css';

export interface PointsFileProps {
  /** What is being read, or was read last; null before any file. */
  name: string | null;
  reading: boolean;
  /** What the reader found: number of rows, columns taken. */
  description: string | null;
  problem: string | null;
  onFile(file: File): void;
}

/** A CSV file of points, chosen or dropped anywhere on the panel. */
export function PointsFile({ name, reading, description, problem, onFile }: PointsFileProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.file}>
      <div className={styles.row}>
        <Button icon="upload" disabled={reading} onClick={() => input.current?.click()}>{reading ? say`Reading…` : say`Choose a CSV file`}</Button>
        <span className={styles.note}>{say`or drop it here`}</span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Emptied so that the same file, mended, may be chosen again.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      {problem ? <Status tone="bad">{sayText(problem)}</Status> : null}
      {!problem && name && description ? <Status tone="good">{name}: {sayText(description)}</Status> : null}
      <p className={styles.note}>{say`One point a line: two columns of numbers, x and y. The file stays on this computer.`}</p>
    </div>
  );
}
