import { expect, it } from 'vitest';
import { readFinished } from './finished.ts';

it('takes from storage only lessons that there are, each once', () => {
  expect(readFinished('["noise", "score", "noise", "cooking", 3]')).toEqual(['noise', 'score']);
  for (const bad of [null, '', '{', '{"noise":true}', '7']) expect(readFinished(bad)).toEqual([]);
});
