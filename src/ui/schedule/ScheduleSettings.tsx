import { numberOption } from '../../recipe/options.ts';
import { isRelevant } from '../../recipe/relevance.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { sayText } from '../../words/sayText.ts';
import { RecipeChoice } from '../controls/RecipeChoice.tsx';
import { RecipeSwitch } from '../controls/RecipeSwitch.tsx';
import { usePlayground } from '../playground.ts';
import { NumberField } from '../primitives/NumberField.tsx';
import { convertPoints, type Space } from './controlPoints.ts';
import { handDrawn } from './handles.ts';
import { ScheduleNumber, type SlidField } from './ScheduleNumber.tsx';
import styles from './ScheduleEditor.module.css';

const spaces: readonly Space[] = ['log-snr', 'alpha-bar'];
/** In the order in which they act on the curve. */
const slid: readonly SlidField[] = ['sigmaMin', 'sigmaMax', 'rho', 'laplaceMean', 'laplaceScale', 'sigmaData', 'shift'];

export interface ScheduleSettingsProps {
  schedule: ScheduleRecipe;
  /** Whether it is the schedule of sampling alone. */
  detached: boolean;
  onChange(schedule: ScheduleRecipe, commit: boolean): void;
}

/** Every number and switch that counts for the present kind of schedule. */
export function ScheduleSettings({ schedule, detached, onChange }: ScheduleSettingsProps) {
  const recipe = usePlayground((state) => state.recipe);
  const start = numberOption('schedule.betaStart');
  const end = numberOption('schedule.betaEnd');
  const counts = (field: keyof ScheduleRecipe) => isRelevant(`${detached ? 'sampling.' : ''}schedule.${field}`, recipe);

  const switchZero = (zeroTerminalSnr: boolean) => {
    const next = { ...schedule, zeroTerminalSnr };
    onChange(schedule.kind === 'hand-drawn' ? handDrawn(next, schedule.space, schedule.points) : next, true);
  };
  const drawIn = (space: Space) => onChange({ ...schedule, space, points: convertPoints(schedule.points, schedule.space, space) }, true);
  return (
    <div className={styles.settings}>
      <ScheduleNumber field="timesteps" schedule={schedule} onChange={onChange} />
      {counts('betaStart') ? (
        <NumberField
          label={sayText(start.label)} hint={sayText(start.help)} min={start.min} max={Math.min(start.max, schedule.betaEnd)} step={start.step}
          value={schedule.betaStart} onChange={(betaStart) => onChange({ ...schedule, betaStart }, true)}
        />
      ) : null}
      {counts('betaEnd') ? (
        <NumberField
          label={sayText(end.label)} hint={sayText(end.help)} min={Math.max(end.min, schedule.betaStart)} max={end.max} step={end.step}
          value={schedule.betaEnd} onChange={(betaEnd) => onChange({ ...schedule, betaEnd }, true)}
        />
      ) : null}
      {slid.filter(counts).map((field) => <ScheduleNumber key={field} field={field} schedule={schedule} onChange={onChange} />)}
      {counts('space') ? <RecipeChoice path="schedule.space" values={spaces} value={schedule.space} onChange={drawIn} /> : null}
      {counts('zeroTerminalSnr') ? <RecipeSwitch path="schedule.zeroTerminalSnr" checked={schedule.zeroTerminalSnr} onChange={switchZero} /> : null}
    </div>
  );
}
