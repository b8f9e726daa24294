import { useRef } from 'react';
import { say, sayCount } from '../../../words/say.ts';
import { Button } from '../../primitives/Button.tsx';
import { ProgressBar } from '../../primitives/ProgressBar.tsx';
import { sayNodes } from '../../primitives/sayNodes.tsx';
import { chosenFiles, type Gathered } from './droppedFiles.ts';
import styles from '../DataPanel.module.css';

export interface OwnFilesProps {
  /** What the opened files are called; null before any were. */
  name: string | null;
  /** Files are being gathered or read. */
  opening: boolean;
  /** How far the reading is; null before it began. */
  reading: { share: number; images: number; bad: number } | null;
  onFiles(gathering: Promise<Gathered>): void;
  onCancel(): void;
}

const KINDS = '.png,.jpg,.jpeg,.webp,.zip,.gz,.npy,.npz,.bin,.idx,image/png,image/jpeg,image/webp,application/zip';

function progressText({ images, bad }: { images: number; bad: number }): string {
  const read = sayCount(images, 'one picture read', '{0} pictures read');
  return bad > 0 ? sayCount(bad, '{1}, one file left out', '{1}, {0} files left out', read) : read;
}

/** The user's own pictures: chosen as files, as a folder, or dropped anywhere on the panel. */
export function OwnFiles({ name, opening, reading, onFiles, onCancel }: OwnFilesProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const input = (choosesFolder: boolean) => (
    <input
      ref={choosesFolder ? folder : files}
      type="file"
      hidden
      multiple
      {...(choosesFolder ? { webkitdirectory: '' } : { accept: KINDS })}
      onChange={(event) => {
        const chosen = chosenFiles(event.target.files ?? []);
        // Emptied so that the same files, mended, may be chosen again.
        event.target.value = '';
        if (chosen.length > 0) onFiles(Promise.resolve({ files: chosen, bad: [] }));
      }}
    />
  );
  return (
    <div className={styles.file}>
      {opening ? (
        <div className={styles.reading}>
          <p className={styles.label} role="status">{reading ? progressText(reading) : say`Looking for files…`}</p>
          <Button onClick={onCancel}>{say`Cancel`}</Button>
          <ProgressBar label={say`Reading pictures`} share={reading?.share ?? null} />
        </div>
      ) : (
        <div className={styles.row}>
          <Button icon="upload" onClick={() => files.current?.click()}>{say`Choose files`}</Button>
          <Button onClick={() => folder.current?.click()}>{say`Choose a folder`}</Button>
        </div>
      )}
      {input(false)}
      {input(true)}
      <p className={styles.note}>{say`Or drop them here: PNG, JPEG or WebP pictures, folders or a zip of them (a folder for each class), MNIST and CIFAR-10 files, npy or npz. Nothing leaves this computer.`}</p>
      {name !== null && !opening ? <p className={styles.label}>{sayNodes`These are from ${<strong>{name}</strong>}.`}</p> : null}
    </div>
  );
}
