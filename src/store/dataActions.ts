import type { Client } from '../client/client.ts';
import type { PlaygroundState } from './state.ts';

type DataActions = Pick<PlaygroundState, 'readPoints' | 'look' | 'openImages' | 'cancelReading' | 'estimate'>;

/** An answer of the worker that lacks what was asked for: only a mistake in the program makes one. */
function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The worker answered without ${what}. Reload the page and try again.`);
  return value;
}

/**
 * Questions about data and models that leave the run alone. Failures go to whoever asked, not to the page's banner: what is
 * wrong with a file is shown beside the file.
 */
export function dataActions(client: Client, get: () => PlaygroundState, set: (change: Partial<PlaygroundState>) => void): DataActions {
  /** Counts openings: the end of one whose place was taken says nothing about the newer one. */
  let openings = 0;
  return {
    async readPoints(file) {
      const { read } = await client.send({ type: 'read-points', name: file.name, text: await file.text() });
      return needed(read, 'points');
    },
    async look(data) {
      const { pictures } = await client.send({ type: 'look', data });
      return needed(pictures, 'pictures');
    },
    async openImages(name, files, data) {
      const mine = ++openings;
      set({ reading: { share: 0, images: 0, bad: 0 } });
      try {
        const { opened } = await client.send({ type: 'open-images', name, files, data });
        return needed(opened, 'pictures');
      } finally {
        if (mine === openings) set({ reading: null });
      }
    },
    async cancelReading() {
      await client.send({ type: 'cancel-reading' });
    },
    async estimate(models) {
      const { estimates } = await client.send({ type: 'estimate', recipe: get().recipe, models });
      return needed(estimates, 'estimates');
    },
  };
}
