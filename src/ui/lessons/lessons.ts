import { fewSteps } from './content/fewSteps.ts';
import { guidance } from './content/guidance.ts';
import { memorising } from './content/memorising.ts';
import { network } from './content/network.ts';
import { noise } from './content/noise.ts';
import { predictions } from './content/predictions.ts';
import { schedule } from './content/schedule.ts';
import { score } from './content/score.ts';
import type { Lesson } from './lesson.ts';
import type { LessonName } from './names.ts';

/** All lessons, in the order in which they build on each other. */
export const lessons: readonly Lesson[] = [noise, schedule, network, fewSteps, predictions, guidance, memorising, score];

/** @throws when there is none of that name */
export function lessonNamed(name: LessonName): Lesson {
  const lesson = lessons.find((one) => one.name === name);
  if (!lesson) throw new Error(`There is no lesson "${name}".`);
  return lesson;
}
