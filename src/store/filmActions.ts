import type { Client, CommandBody, Done } from '../client/client.ts';
import type { Asked, SampleRequest, Trajectory } from '../protocol/messages.ts';
import { FilmShelf } from './filmShelf.ts';
import type { PlaygroundState } from './state.ts';

export interface FilmParts {
  client: Client;
  get(): PlaygroundState;
  set(change: Partial<PlaygroundState>): void;
  /** Sends, and shows failures. */
  send(body: CommandBody): Promise<Done>;
  askIdeal(request: SampleRequest): Promise<Trajectory>;
}

/**
 * Everything that determines a film but the weights and the data, which the shelf follows by themselves. What is wanted stands
 * beside what runs: while they differ, nobody here knows with which of them the worker draws.
 */
function keyOf(of: Asked, request: SampleRequest, { recipe, runningRecipe }: PlaygroundState): string {
  const settings = [recipe, runningRecipe].map((one) => one && [one.schedule, of === 'model' ? one.objective : null]);
  return JSON.stringify([of, { ...request, noise: request.noise && [...request.noise] }, settings]);
}

/** Films of the model and of the perfect one: drawn, or taken from the shelf where they were drawn before. */
export function filmActions({ client, get, set, send, askIdeal }: FilmParts) {
  const shelf = new FilmShelf();
  /** Counts the films wanted: one whose place was taken is kept, and not shown. */
  const wanted = { model: 0, ideal: 0 };
  const isPresent = (of: Asked, film: Trajectory) => of === 'ideal' || film.trainedSteps === get().step;
  const give = (of: Asked) => {
    const { sampling, insights } = get();
    if (of === 'model' && sampling) void client.send({ type: 'cancel-sample' }).catch(() => undefined);
    if (of === 'ideal' && insights['ideal-sample'] !== undefined) void client.send({ type: 'cancel', question: 'ideal-sample' }).catch(() => undefined);
  };
  return {
    async sample(request: SampleRequest): Promise<Trajectory> {
      const mine = ++wanted.model;
      const key = keyOf('model', request, get());
      set({ sampling: true });
      try {
        const { trajectory } = await send({ type: 'sample', request });
        if (!trajectory) throw new Error('The worker answered a sampling request without samples. Reload the page and try again.');
        if (isPresent('model', trajectory) && key === keyOf('model', request, get())) shelf.put(key, trajectory);
        if (mine === wanted.model) set({ trajectory });
        return trajectory;
      } finally {
        if (mine === wanted.model) set({ sampling: false });
      }
    },
    async sampleIdeal(request: SampleRequest): Promise<Trajectory> {
      const mine = ++wanted.ideal;
      const key = keyOf('ideal', request, get());
      const { data, pictures } = get();
      const idealTrajectory = await askIdeal(request);
      if (data === get().data && pictures === get().pictures && key === keyOf('ideal', request, get())) shelf.put(key, idealTrajectory);
      if (mine === wanted.ideal) set({ idealTrajectory });
      return idealTrajectory;
    },
    recallFilm(of: Asked, request: SampleRequest): boolean {
      const film = shelf.get(keyOf(of, request, get()));
      if (!film || !isPresent(of, film)) return false;
      give(of);
      wanted[of] += 1;
      set(of === 'ideal' ? { idealTrajectory: film } : { trajectory: film, sampling: false });
      return true;
    },
    /** Drops the films of what is no more: those of other weights, and all where other data are learnt. */
    dropPastFilms(now: PlaygroundState, before: PlaygroundState): void {
      if (now.data !== before.data || now.pictures !== before.pictures || now.runningRecipe === null) shelf.drop(() => true);
      else if (now.step !== before.step) shelf.drop((_, key) => !key.startsWith('["ideal"'));
    },
  };
}
