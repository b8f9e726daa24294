import { useId, useMemo } from 'react';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import styles from './PresetPicker.module.css';
import { isSameSchedule, type SavedSchedule } from './savedSchedules.ts';
import { PICTURE, schedulePicture } from './schedulePicture.ts';

export interface SavedTilesProps {
  saved: readonly SavedSchedule[];
  schedule: ScheduleRecipe;
  onApply(schedule: ScheduleRecipe): void;
}

/** The person's own schedules as tiles beside the presets; nothing while there are none. */
export function SavedTiles({ saved, schedule, onApply }: SavedTilesProps) {
  const id = useId();
  const tiles = useMemo(() => saved.map((entry) => ({ ...entry, picture: schedulePicture(entry.schedule) })), [saved]);
  if (tiles.length === 0) return null;
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className={styles.title}>{say`Your own`}</p>
      <div className={styles.own}>
        {tiles.map(({ name, schedule: kept, picture }) => (
          <button key={name} type="button" className={styles.tile} title={`${name}, T = ${kept.timesteps}`} aria-pressed={isSameSchedule(kept, schedule)} onClick={() => onApply(kept)}>
            <svg className={styles.picture} viewBox={`0 0 ${PICTURE.width} ${PICTURE.height}`} aria-hidden="true">
              <path className={styles.ground} d={`M3 ${PICTURE.height - 3}H${PICTURE.width - 3}`} />
              <path className={styles.curve} d={picture} />
            </svg>
            <span className={styles.tileName}>{name}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
