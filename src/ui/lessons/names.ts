/** Names of the lessons, as the page's address knows them; the lessons themselves are loaded when one is opened. */
export const lessonNames = ['noise', 'schedule', 'network', 'few-steps', 'predictions', 'guidance', 'memorising', 'score'] as const;
export type LessonName = (typeof lessonNames)[number];

export function isLessonName(name: string): name is LessonName {
  return lessonNames.some((lesson) => lesson === name);
}
