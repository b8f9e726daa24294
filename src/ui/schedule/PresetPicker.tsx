import { useId, useMemo, type CSSProperties } from 'react';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { choiceOption } from '../../recipe/options.ts';
import { firstPreset, preset } from '../../recipe/presets.ts';
import type { ScheduleKind, ScheduleRecipe } from '../../recipe/recipe.ts';
import { scheduleOfKind } from '../../recipe/relevance.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { breakable } from '../primitives/breakable.ts';
import { classes } from '../primitives/classes.ts';
import { kindGroups, presetOf } from './kindGroups.ts';
import { SavedTiles } from './SavedTiles.tsx';
import type { SavedSchedule } from './savedSchedules.ts';
import { PICTURE, schedulePicture } from './schedulePicture.ts';
import styles from './PresetPicker.module.css';

export interface PresetPickerProps {
  schedule: ScheduleRecipe;
  table: NoiseTable;
  saved: readonly SavedSchedule[];
  onChange(schedule: ScheduleRecipe): void;
}

/** A choice of curves, each with a small picture. */
export function PresetPicker({ schedule, table, saved, onChange }: PresetPickerProps) {
  const name = useId();
  const { choices } = choiceOption('schedule.kind');
  const chosen = choices.find(({ value }) => value === schedule.kind);
  const { zeroTerminalSnr } = schedule;
  // What another kind would begin with does not change while the present one is bent.
  const usual = useMemo(() => {
    const from = { ...preset(firstPreset).schedule, zeroTerminalSnr };
    return new Map(kindGroups.flatMap(({ kinds }) => kinds).filter((kind) => kind !== 'hand-drawn').map((kind) => [kind, schedulePicture(scheduleOfKind(kind, from))]));
  }, [zeroTerminalSnr]);
  const present = useMemo(() => schedulePicture(schedule), [schedule]);
  const drawn = useMemo(() => (schedule.points.length < 2 ? present : schedulePicture({ ...schedule, kind: 'hand-drawn' })), [schedule, present]);
  const picture = (kind: ScheduleKind) => (kind === schedule.kind ? present : kind === 'hand-drawn' ? drawn : usual.get(kind));
  const span = (tiles: number): CSSProperties & Record<'--tiles', number> => ({ '--tiles': tiles });

  return (
    <div className={styles.picker}>
      <fieldset className={styles.groups}>
        <legend className="sr-only">{say`Shape of the schedule`}</legend>
        {kindGroups.map((group, i) => (
          <div key={group.name} className={classes(styles.group, group.kinds.length === 1 && styles.alone)} role="group" aria-labelledby={`${name}-${i}`} style={span(group.kinds.length)}>
            <p id={`${name}-${i}`} className={styles.title}>{sayText(group.name)}</p>
            {group.kinds.map((kind) => {
              const choice = choices.find((candidate) => candidate.value === kind);
              return (
                <label key={kind} className={styles.preset} title={sayText(choice?.help ?? '')}>
                  <input className={styles.input} type="radio" name={name} checked={schedule.kind === kind} onChange={() => onChange(presetOf(kind, schedule, table))} />
                  <span className={styles.face}>
                    <svg className={styles.picture} viewBox={`0 0 ${PICTURE.width} ${PICTURE.height}`} aria-hidden="true">
                      <path className={styles.ground} d={`M3 ${PICTURE.height - 3}H${PICTURE.width - 3}`} />
                      <path className={styles.curve} d={picture(kind)} />
                    </svg>
                    <span className={styles.name}>{breakable(sayText(choice?.label ?? kind))}</span>
                  </span>
                </label>
              );
            })}
          </div>
        ))}
      </fieldset>
      <SavedTiles saved={saved} schedule={schedule} onApply={onChange} />
      <p className={styles.help} aria-live="polite">{sayText(chosen?.help ?? '')}</p>
    </div>
  );
}
