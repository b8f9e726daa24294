import type { Client } from '../client/client.ts';
import type { LiveSettings } from '../protocol/messages.ts';
import type { Recipe, ScheduleRecipe } from '../recipe/recipe.ts';
import { latestWins } from './latestWins.ts';
import type { PlaygroundState } from './state.ts';

export function liveSettings(recipe: Recipe): LiveSettings {
  return { learningRate: recipe.optimizer.learningRate, batch: recipe.training.batch, emaDecay: recipe.training.emaDecay };
}

/** The parts of a recipe that live settings are in, with these settings. */
function withLive({ optimizer, training }: Recipe, { learningRate, batch, emaDecay }: LiveSettings): Pick<Recipe, 'optimizer' | 'training'> {
  return { optimizer: { ...optimizer, learningRate }, training: { ...training, batch, emaDecay } };
}

interface LiveChanges {
  sendSchedule(schedule: ScheduleRecipe): void;
  sendLive(settings: LiveSettings): void;
}

/** Sends on what a running worker takes over at once; what it took becomes part of the running recipe, what it refused is taken back. */
export function liveChanges(client: Client, get: () => PlaygroundState, set: (change: Partial<PlaygroundState>) => void, showFailure: (error: unknown) => void): LiveChanges {
  /** A change to something the worker runs already: kept as the running recipe once it is there. */
  const runs = (change: Partial<Recipe>) => {
    const running = get().runningRecipe;
    set({ runningRecipe: running && { ...running, ...change } });
  };

  /** What the worker refused is not shown as if it ran. */
  const takeBack = (change: (running: Recipe) => Partial<Recipe>) => {
    const running = get().runningRecipe;
    if (running) set({ recipe: { ...get().recipe, ...change(running) } });
  };
  const sendSchedule = latestWins(async (schedule: ScheduleRecipe) => {
    try {
      await client.send({ type: 'schedule', schedule });
      runs({ schedule });
    } catch (error) {
      takeBack((running) => ({ schedule: running.schedule }));
      throw error;
    }
  }, showFailure);
  const sendLive = latestWins(async (settings: LiveSettings) => {
    try {
      await client.send({ type: 'change', settings });
      const running = get().runningRecipe;
      if (running) runs(withLive(running, settings));
    } catch (error) {
      takeBack((running) => withLive(get().recipe, liveSettings(running)));
      throw error;
    }
  }, showFailure);
  return { sendSchedule, sendLive };
}
