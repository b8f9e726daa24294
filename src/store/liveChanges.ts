import type { Client } from '../client/client.ts';
import type { LiveSettings } from '../protocol/messages.ts';
import { takenOver } from '../recipe/differences.ts';
import type { Recipe, ScheduleRecipe } from '../recipe/recipe.ts';
import { latestWins } from './latestWins.ts';
import { withChange } from './runChanges.ts';
import type { PlaygroundState } from './state.ts';

/** What a run would take over from the recipe that is wanted. */
export function liveSettings(running: Recipe, wanted: Recipe): LiveSettings {
  return takenOver(running, wanted);
}

interface LiveChanges {
  sendSchedule(schedule: ScheduleRecipe): void;
  sendLive(settings: LiveSettings): void;
}

/** Sends on what a running worker takes over at once; what it took becomes part of the running recipe, what it refused is taken back. */
export function liveChanges(client: Client, get: () => PlaygroundState, set: (change: Partial<PlaygroundState>) => void, showFailure: (error: unknown) => void): LiveChanges {
  /** A change to something the worker runs already: kept as the running recipe once it is there. */
  const runs = (change: Partial<Recipe>) => {
    const { runningRecipe: before, step, changes } = get();
    if (!before) return;
    const after = { ...before, ...change };
    // Nothing was trained before the first step: that is how the run begins.
    set({ runningRecipe: after, changes: step > 0 ? withChange(changes, { step, before, after, at: performance.now() }) : changes });
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
      runs(settings);
    } catch (error) {
      takeBack((running) => takenOver(get().recipe, running));
      throw error;
    }
  }, showFailure);
  return { sendSchedule, sendLive };
}
