import type { Array64 } from './array64.ts';

/** x itself. */
export function detach(_: null, x: Array64): Array64[] {
  return [x];
}
