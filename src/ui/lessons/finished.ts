/** Which lessons were finished on this machine. */
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

/** Storage may be forbidden (private windows, file pages); then nothing is remembered. */
export function finishedLessons(): readonly LessonName[] {
  try {
    return readFinished(localStorage.getItem(key));
  } catch {
    return [];
  }
}

export function rememberFinished(name: LessonName): void {
  try {
    localStorage.setItem(key, JSON.stringify([...new Set([...finishedLessons(), name])]));
  } catch {
    return;
  }
}
