import type { Answer } from '../../store/state.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { groupedNumber, say } from '../../words/say.ts';

export interface Age {
  /** "the model after 900 steps, now at 1,200". */
  text: string;
  /** Whether the model of now is another. */
  old: boolean;
}

const number = (value: number) => groupedNumber(value);

/** Which model an answer is of, beside the one of now. @param schedule that the run has now */
export function ageOf({ trainedSteps, schedule: askedWith }: Answer<{ trainedSteps: number }>, step: number, schedule: ScheduleRecipe | null): Age {
  const moved = JSON.stringify(askedWith) !== JSON.stringify(schedule);
  const further = step !== trainedSteps;
  const then = say`the model after ${number(trainedSteps)} steps`;
  const aged = further && moved ? say`${then}, now at ${number(step)} and with another noise schedule than now` : further ? say`${then}, now at ${number(step)}` : say`${then}, with another noise schedule than now`;
  return { text: further || moved ? aged : then, old: further || moved };
}
