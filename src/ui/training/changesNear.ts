import type { RunChange } from '../../store/runChanges.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { changeWords } from './changeWords.ts';

/** Pixels within which a mark is meant. */
const NEAR = 6;

/** In words, what was changed at a step or so near to it that its mark is meant. @param x pixel of a step */
export function changesNear(changes: readonly RunChange[], step: number, x: (step: number) => number): string[] {
  return changes.filter((change) => Math.abs(x(change.step) - x(step)) <= NEAR).map((change) => say`${changeWords(change)} (step ${groupedNumber(change.step)})`);
}
