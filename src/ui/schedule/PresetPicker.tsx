import { useId, useMemo } from 'react';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { curvePath } from '../../plot/curvePath.ts';
import { choiceOption } from '../../recipe/options.ts';
import type { ScheduleKind, ScheduleRecipe } from '../../recipe/recipe.ts';
import { fittedPoints } from './handles.ts';
import styles from './PresetPicker.module.css';

const BETA_KINDS: readonly ScheduleKind[] = ['linear', 'scaled-linear', 'cosine', 'sigmoid'];
const KINDS: readonly ScheduleKind[] = [...BETA_KINDS, 'hand-drawn'];
const PICTURE_TIMESTEPS = 48;
const WIDTH = 64;
const HEIGHT = 34;

/** The preset `kind` with the settings of the present schedule. Hand-drawn takes up the last drawing, or the present curve. */
function presetOf(kind: ScheduleKind, schedule: ScheduleRecipe, table: NoiseTable): ScheduleRecipe {
  if (kind !== 'hand-drawn' || schedule.kind === 'hand-drawn' || schedule.points.length >= 2) return { ...schedule, kind };
  return { ...schedule, kind, points: fittedPoints(table, schedule.space, schedule.zeroTerminalSnr) };
}

function picturePath({ alphasCumprod }: NoiseTable): string {
  const last = alphasCumprod.length - 1;
  return curvePath(alphasCumprod, (t) => 3 + ((WIDTH - 6) * t) / last, (level) => HEIGHT - 3 - (HEIGHT - 6) * level);
}

/** A choice of curves, each with a small picture: alpha_bar from 1 (top) to 0 over time. */
export function PresetPicker({ schedule, table, onChange }: { schedule: ScheduleRecipe; table: NoiseTable; onChange(schedule: ScheduleRecipe): void }) {
  const name = useId();
  const { choices } = choiceOption('schedule.kind');
  const { betaStart, betaEnd, zeroTerminalSnr } = schedule;
  // Dragging points bends only the picture of the hand-drawn curve.
  const fixed = useMemo(() => new Map(BETA_KINDS.map((kind) => {
    const preset = { kind, timesteps: PICTURE_TIMESTEPS, betaStart, betaEnd, zeroTerminalSnr, space: 'log-snr' as const, points: [] };
    return [kind, picturePath(makeNoiseTable(preset))];
  })), [betaStart, betaEnd, zeroTerminalSnr]);
  const presets = useMemo(() => KINDS.map((kind) => {
    const preset = presetOf(kind, schedule, table);
    const path = fixed.get(kind) ?? picturePath(makeNoiseTable({ ...preset, timesteps: PICTURE_TIMESTEPS }));
    return { kind, preset, path };
  }), [schedule, table, fixed]);

  return (
    <fieldset className={styles.group}>
      <legend className="sr-only">Shape of the schedule</legend>
      {presets.map(({ kind, preset, path }) => {
        const choice = choices.find((candidate) => candidate.value === kind);
        return (
          <label key={kind} className={styles.preset} title={choice?.help}>
            <input className={styles.input} type="radio" name={name} checked={schedule.kind === kind} onChange={() => onChange(preset)} />
            <span className={styles.face}>
              <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
                <path className={styles.ground} d={`M3 ${HEIGHT - 3}H${WIDTH - 3}`} />
                <path className={styles.curve} d={path} />
              </svg>
              <span className={styles.name}>{choice?.label ?? kind}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
