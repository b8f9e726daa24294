import { numberOption, optionAt } from '../../recipe/options.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { NumberField } from '../primitives/NumberField.tsx';
import { Slider } from '../primitives/Slider.tsx';
import { Switch } from '../primitives/Switch.tsx';
import { handDrawn } from './handles.ts';
import styles from './ScheduleEditor.module.css';

/** T, zero terminal SNR and, for the presets that have them, the two betas. */
export function ScheduleSettings({ schedule, onChange }: { schedule: ScheduleRecipe; onChange(schedule: ScheduleRecipe, commit: boolean): void }) {
  const timesteps = numberOption('schedule.timesteps');
  const start = numberOption('schedule.betaStart');
  const end = numberOption('schedule.betaEnd');
  const zero = optionAt('schedule.zeroTerminalSnr');
  const hasBetas = schedule.kind !== 'hand-drawn' && schedule.kind !== 'cosine';

  const switchZero = (zeroTerminalSnr: boolean) => {
    const next = { ...schedule, zeroTerminalSnr };
    onChange(schedule.kind === 'hand-drawn' ? handDrawn(next, schedule.space, schedule.points) : next, true);
  };
  return (
    <div className={styles.settings}>
      <Slider
        label={timesteps.label}
        hint={timesteps.help}
        min={timesteps.min}
        max={timesteps.max}
        integer
        scale="log"
        value={schedule.timesteps}
        onChange={(value) => onChange({ ...schedule, timesteps: value }, false)}
        onCommit={(value) => onChange({ ...schedule, timesteps: value }, true)}
      />
      {hasBetas ? (
        <>
          <NumberField
            label={start.label} hint={start.help} min={start.min} max={Math.min(start.max, schedule.betaEnd)} step={start.step}
            value={schedule.betaStart} onChange={(betaStart) => onChange({ ...schedule, betaStart }, true)}
          />
          <NumberField
            label={end.label} hint={end.help} min={Math.max(end.min, schedule.betaStart)} max={end.max} step={end.step}
            value={schedule.betaEnd} onChange={(betaEnd) => onChange({ ...schedule, betaEnd }, true)}
          />
        </>
      ) : null}
      <Switch label={zero.label} hint={zero.help} checked={schedule.zeroTerminalSnr} onChange={switchZero} />
    </div>
  );
}
