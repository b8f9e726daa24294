import type { Beginning } from './lesson.ts';
import type { LessonName } from './names.ts';

/** Points that are learnt in seconds even without a graphics card. */
const quick = {
  'data.count': 4000, 'schedule.timesteps': 100, 'model.width': 48, 'model.depth': 2, 'training.batch': 256, 'training.steps': 2000,
  'optimizer.learningRate': 0.004, 'optimizer.warmupSteps': 20, 'sampling.steps': 20, 'sampling.count': 500,
} as const;

/** What each lesson begins with: apart from the lessons, because the page may open on one. */
export const beginnings: Readonly<Record<LessonName, Beginning>> = {
  noise: { preset: 'eight-gaussians', changes: { ...quick } },
  schedule: { preset: 'two-moons', changes: { ...quick } },
  network: { preset: 'eight-gaussians', changes: { ...quick } },
  'few-steps': { preset: 'eight-gaussians', changes: { ...quick } },
  predictions: { preset: 'two-moons', changes: { ...quick } },
  guidance: { preset: 'tiny', changes: { 'sampling.steps': 12, 'sampling.count': 20, 'sampling.guidance': 1 } },
  memorising: { preset: 'two-moons', changes: { ...quick, 'data.count': 100, 'model.width': 96, 'model.depth': 3, 'model.fourierFeatures': 32, 'model.fourierScale': 1.5, 'training.batch': 128, 'sampling.steps': 100, 'optimizer.decay': 'constant' } },
  score: { preset: 'eight-gaussians', changes: { ...quick, 'optimizer.decay': 'constant', 'sampling.steps': 8 } },
};
