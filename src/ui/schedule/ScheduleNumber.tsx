import { numberOption } from '../../recipe/options.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground } from '../playground.ts';
import { Slider } from '../primitives/Slider.tsx';

export type SlidField = 'timesteps' | 'sigmaMin' | 'sigmaMax' | 'rho' | 'laplaceMean' | 'laplaceScale' | 'shift' | 'sigmaData';

export interface ScheduleNumberProps {
  field: SlidField;
  schedule: ScheduleRecipe;
  onChange(schedule: ScheduleRecipe, commit: boolean): void;
}

/** One number of the schedule: the curve follows while it is dragged, and a whole drag is undone at once. */
export function ScheduleNumber({ field, schedule, onChange }: ScheduleNumberProps) {
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const { label, help, min, max, step, scale, integer } = numberOption(`schedule.${field}`, pictures);
  const set = (value: number, commit: boolean) => onChange({ ...schedule, [field]: value }, commit);
  return (
    <Slider
      label={sayText(label)} hint={sayText(help)} min={min} max={max} step={step} scale={scale} integer={integer} value={schedule[field]}
      onChange={(value) => set(value, false)} onCommit={(value) => set(value, true)}
    />
  );
}
