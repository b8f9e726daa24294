import { useId, useRef, useState } from 'react';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { printPointsCsv } from '../../recipe/pointsCsv.ts';
import { printScheduleCsv } from '../../recipe/scheduleCsv.ts';
import { printScheduleJson } from '../../recipe/scheduleJson.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { saveFile } from '../primitives/saveFile.ts';
import { Status } from '../primitives/Status.tsx';
import { LARGEST_TEXT, openSchedule, sizeProblem } from './openedSchedule.ts';
import { isSameSchedule } from './savedSchedules.ts';
import styles from './ScheduleShelf.module.css';

export interface ScheduleFilesProps {
  schedule: ScheduleRecipe;
  table: NoiseTable;
  onOpen(schedule: ScheduleRecipe): void;
  undo: (() => void) | null;
}

const EXAMPLE = 't, alpha_bar\n0, 0.9999\n199, 0.0001';

/** The schedule as a file, and schedules from files and pasted text. */
export function ScheduleFiles({ schedule, table, onOpen, undo }: ScheduleFilesProps) {
  const id = useId();
  const store = usePlaygroundStore();
  const input = useRef<HTMLInputElement>(null);
  const [pasted, setPasted] = useState<string | null>(null);
  const [opened, setOpened] = useState<ReturnType<typeof openSchedule> | null>(null);
  const stem = `noise-schedule-${schedule.kind}-${schedule.timesteps}`;

  const take = (text: string, name: string | null) => {
    const read = openSchedule(text, name, schedule, store.getState().recipe.data);
    setOpened(read);
    if ('problem' in read) return;
    setPasted(null);
    onOpen(read.schedule);
  };
  const choose = async (file: File) => {
    if (file.size > LARGEST_TEXT) return setOpened({ problem: sizeProblem(file.name, file.size) });
    try {
      take(await file.text(), file.name);
    } catch {
      setOpened({ problem: say`${file.name} could not be read; it may have been moved or changed. Choose it again.` });
    }
  };
  return (
    <div className={styles.part}>
      <h3 className={styles.title}>
        {say`File`} <Hint label={say`files`} text={say`JSON keeps the whole schedule. CSV has a row for each timestep with t, alpha, sigma, alpha_bar, log_snr and beta; one that is opened needs t or u and one of alpha_bar, log_snr, sigma, beta, and becomes a drawing, with α² + σ² = 1. Points as CSV keep a drawing as it is, tangents too: u, log_snr or alpha_bar, and slope.`} />
      </h3>
      <div className={styles.row}>
        <Button onClick={() => saveFile(`${stem}.json`, 'application/json', printScheduleJson(schedule))}>{say`Save as JSON`}</Button>
        <Button onClick={() => saveFile(`${stem}.csv`, 'text/csv', printScheduleCsv(table))}>{say`Save as CSV`}</Button>
        {schedule.kind === 'hand-drawn' ? <Button onClick={() => saveFile(`${stem}-points.csv`, 'text/csv', printPointsCsv(schedule))}>{say`Save points as CSV`}</Button> : null}
        <Button icon="upload" onClick={() => input.current?.click()}>{say`Open a file`}</Button>
        <Button aria-expanded={pasted !== null} onClick={() => setPasted(pasted === null ? '' : null)}>{say`Paste text`}</Button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={say`Schedule file`}
        accept=".json,.csv,.tsv,.txt,application/json,text/csv,text/plain"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Emptied so that the same file, mended, may be chosen again.
          event.target.value = '';
          if (file) void choose(file);
        }}
      />
      {pasted === null ? null : (
        <div className={styles.paste}>
          <label htmlFor={id} className={styles.label}>{say`Schedule as JSON or CSV`}</label>
          <textarea id={id} className={styles.text} rows={6} spellCheck={false} placeholder={EXAMPLE} value={pasted} onChange={(event) => setPasted(event.target.value)} />
          <div className={styles.row}><Button disabled={pasted.trim() === ''} onClick={() => take(pasted, null)}>{say`Use this text`}</Button></div>
        </div>
      )}
      {opened && 'problem' in opened ? <Status tone="bad">{say`${sayText(opened.problem)} Nothing was changed.`}</Status> : null}
      {opened && 'schedule' in opened && isSameSchedule(opened.schedule, schedule) ? (
        <Status tone="good" action={undo ? <Button variant="quiet" onClick={undo}>{say`Put the old one back`}</Button> : null}>{sayText(opened.told)}</Status>
      ) : null}
    </div>
  );
}
