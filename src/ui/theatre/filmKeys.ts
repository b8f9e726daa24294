/** Keys that step through a film wherever the focus is, as on video players: arrow keys go from picture to picture. */
import type { Focus, Press } from '../ways/globalKey.ts';

export const filmKeys = { back: ',', on: '.' } as const;

/** The direction in which a key steps; null where it does not, or where someone types. It may be held down. */
export function filmStep({ key, defaultPrevented, ctrlKey, metaKey, altKey }: Omit<Press, 'repeat' | 'shiftKey'>, focus: Focus): -1 | 1 | null {
  if (defaultPrevented || ctrlKey || metaKey || altKey || focus === 'typing') return null;
  if (key === filmKeys.back) return -1;
  return key === filmKeys.on ? 1 : null;
}
