import { useViewState } from '../view.ts';
import { LessonPlayer } from './LessonPlayer.tsx';
import { lessonNamed } from './lessons.ts';

/** Where the open lesson stands; each begins at its first step. */
export function LessonPlace() {
  const name = useViewState((state) => state.lesson);
  const begun = useViewState((state) => state.lessonRun);
  return name === null ? null : <LessonPlayer key={`${name} ${begun}`} lesson={lessonNamed(name)} />;
}
