/** Which lessons were finished on this machine. */
import { remember, remembered } from '../remembered.ts';
import { isLessonName, type LessonName } from './names.ts';

const key = 'diffusion-playground.lessons';

/** The names in a stored text; whatever else stands there is left out. */
export function readFinished(stored: string | null): readonly LessonName[] {
  try {
    const found: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(found) ? [...new Set(found.filter((name: unknown) => typeof name === 'string').filter(isLessonName))] : [];
  } catch {
    return [];
  }
}

export function finishedLessons(): readonly LessonName[] {
  return readFinished(remembered(key));
}

export function rememberFinished(name: LessonName): void {
  remember(key, JSON.stringify([...new Set([...finishedLessons(), name])]));
}
