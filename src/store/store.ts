/** The page's state: made by a factory that is given the client, so that tests give it a fake one. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client, CommandBody, Done } from '../client/client.ts';
import { combinationProblems } from '../recipe/combinations.ts';
import { needsRestart } from '../recipe/differences.ts';
import type { Problem } from '../recipe/fields.ts';
import { withOption } from '../recipe/optionValues.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { dataActions } from './dataActions.ts';
import { failureText } from './failureText.ts';
import { filmActions } from './filmActions.ts';
import { insightActions, nothingAsked } from './insightActions.ts';
import { latestWins } from './latestWins.ts';
import { liveChanges, liveSettings } from './liveChanges.ts';
import { emptyLosses } from './lossHistory.ts';
import { previewPace, previewRequest } from './previewRequest.ts';
import { scheduleHistory } from './scheduleHistory.ts';
import type { PlaygroundState } from './state.ts';
import { onlyNewErrors, stateAfter } from './workerEvents.ts';

export interface StoreParts {
  client: Client;
  /** The recipe shown before anything is loaded. */
  recipe: Recipe;
  /** Name of a preset or a recipe to a checked recipe; throws a sentence for people. */
  resolve(presetOrRecipe: string | Recipe): Recipe;
  /** Name of the model shipped for a recipe; null where there is none. */
  shipped?(recipe: Recipe): string | null;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function pendingFields(running: Recipe | null, wanted: Recipe): string[] {
  return running ? needsRestart(running, wanted) : [];
}

const ofSampling = ({ path }: Problem): boolean => path.startsWith('sampling');

const nothingTrained = () => ({ step: 0, losses: emptyLosses(), gradientNorms: emptyLosses(), gapTrace: [], layerLooks: [], noiseLevelLoss: null, levelTrace: [], speedTrace: [], changes: [], diverged: null, preview: null, trajectory: null, ...nothingAsked() });

/** The same once the worker has begun, at step 0 or where a shipped model stands: a picture of its weights may have come already. */
const justBegun = ({ preview, layerLooks, step }: PlaygroundState) => ({
  ...nothingTrained(), step, preview: preview?.step === step ? preview : null, layerLooks: layerLooks.filter((look) => look.step === step),
});

export function createPlaygroundStore({ client, recipe: first, resolve, shipped = () => null }: StoreParts): StoreApi<PlaygroundState> {
  let dropPastFilms: ReturnType<typeof filmActions>['dropPastFilms'] = () => undefined;
  const store = createStore<PlaygroundState>()((set, get) => {
    let loads = 0;
    let pace = previewPace(0);
    /** The last sampling part that went together with all the rest. */
    let soundSampling = first.sampling;
    /** The load under way; the worker takes no changes meanwhile. */
    let loading: Promise<void> | null = null;

    const showFailure = (error: unknown) => {
      const told = failureText(error);
      if (told !== null) set({ error: told });
    };
    const send = async (body: CommandBody): Promise<Done> => {
      try {
        return await client.send(body);
      } catch (error) {
        showFailure(error);
        throw error;
      }
    };
    const { sampleIdeal: askIdeal, ...questions } = insightActions(client, get, set);
    const films = filmActions({ client, get, set, send, askIdeal });
    dropPastFilms = films.dropPastFilms;
    const { sendSchedule, sendLive } = liveChanges(client, get, set, showFailure);
    const sendPreview = latestWins(async (everySteps: number) => {
      await client.send({ type: 'preview', request: previewRequest(get().recipe), everySteps });
    }, showFailure);

    /** Sets the recipe as the person wants it, and sends on what a running worker takes over at once. */
    const want = (change: Partial<Recipe>) => {
      const { recipe: before, problems: mended } = get();
      const recipe = { ...before, ...change };
      const problems = combinationProblems(recipe);
      if (problems.length === 0) soundSampling = recipe.sampling;
      set({ recipe, problems, pendingRestart: pendingFields(get().runningRecipe, recipe) });
      // What does not go together is explained and not sent; what was held back goes with the change that mends it.
      if (problems.length === 0 && (mended.length > 0 || !same(previewRequest(recipe), previewRequest(before))) && get().status !== 'idle') sendPreview(pace);
      const running = get().runningRecipe;
      if (!running || loading || !problems.every(ofSampling)) return;
      const held = !mended.every(ofSampling);
      if (held || !same(liveSettings(running, recipe), liveSettings(running, before))) sendLive(liveSettings(running, recipe));
      if (held || recipe.schedule !== before.schedule) sendSchedule(recipe.schedule);
    };

    const loadNow = async (recipe: Recipe, pretrained: string | null): Promise<void> => {
      const load = ++loads;
      const problems = combinationProblems(recipe);
      if (problems.length === 0) soundSampling = recipe.sampling;
      // Sampling that does not go together is no reason not to train: it is told, and mended while the run goes on.
      const begun = problems.length > 0 && problems.every(ofSampling) ? { ...recipe, sampling: soundSampling } : recipe;
      set({ recipe, problems, pretrained, status: 'compiling', error: null, stepsPerSecond: 0, sampling: false, ...nothingTrained() });
      // Before the load, so that the first picture is of the untrained model.
      sendPreview(pace);
      try {
        await send({ type: 'load', recipe: begun, pretrained });
      } catch (error) {
        if (load === loads) {
          loading = null;
          set({ status: 'error', runningRecipe: null, pendingRestart: [] });
        }
        throw error;
      }
      if (load !== loads) return;
      loading = null;
      const wanted = get().recipe;
      // A worker that could not have the shipped weights stands at step 0 with fresh ones, and has said so.
      set({ ...justBegun(get()), pretrained: get().step > 0 ? pretrained : null, runningRecipe: recipe, pendingRestart: pendingFields(recipe, wanted) });
      if (!get().problems.every(ofSampling)) return;
      if (!same(liveSettings(recipe, wanted), liveSettings(recipe, recipe))) sendLive(liveSettings(recipe, wanted));
      if (wanted.schedule !== recipe.schedule) sendSchedule(wanted.schedule);
    };
    const run = (recipe: Recipe, pretrained: string | null): Promise<void> => {
      loading = loadNow(recipe, pretrained);
      return loading;
    };
    /** Waits for the load under way, and loads if nothing was. */
    const loaded = async () => {
      for (let under = loading; under; under = loading) {
        try {
          await under;
        } catch (error) {
          // Where another load took its place, that one is waited for.
          if (loading === null || loading === under) throw error;
        }
      }
      if (!get().runningRecipe) await run(get().recipe, shipped(get().recipe));
    };
    /** Training was going on when the load under way began. */
    let resuming = false;
    /** Counts the wishes to pause: one uttered while a start waits for its load takes it back. */
    let pauses = 0;
    /** Loads while going on: what was training trains again, unless it was paused meanwhile. */
    const runAgain = async (recipe: Recipe): Promise<void> => {
      resuming ||= get().status === 'training';
      const load = loads + 1;
      await run(recipe, null);
      if (load !== loads || !resuming) return;
      resuming = false;
      await send({ type: 'start' });
    };

    const news = onlyNewErrors();
    client.subscribe((event) => {
      set((state) => stateAfter(state, news(event)));
      if (event.type !== 'status' || event.status !== 'training') return;
      const wanted = previewPace(event.stepsPerSecond);
      if (wanted === pace) return;
      pace = wanted;
      sendPreview(pace);
    });

    return {
      recipe: first, runningRecipe: null, pendingRestart: [], problems: [],
      status: 'idle', error: null, stepsPerSecond: 0, device: null, facts: null, noWebGpu: null,
      lossRevision: 0, ...nothingTrained(), data: null, dataDescription: '', pictures: null, reading: null, pretrained: null, sampling: false,
      schedulePast: [], scheduleFuture: [],

      async load(presetOrRecipe) {
        const recipe = resolve(presetOrRecipe);
        set({ schedulePast: [], scheduleFuture: [] });
        await run(recipe, shipped(recipe));
      },
      async start() {
        const before = pauses;
        await loaded();
        if (before !== pauses) return;
        set({ error: null });
        await send({ type: 'start' });
      },
      async pause() {
        resuming = false;
        pauses += 1;
        await send({ type: 'pause' });
      },
      async stepOnce(count = 1) {
        await loaded();
        try {
          await client.send({ type: 'step', count });
        } catch (error) {
          // What went wrong with the loss stands beside the training, with what helps.
          if (get().diverged === null) showFailure(error);
          throw error;
        }
      },
      async reset() {
        await loaded();
        await send({ type: 'reset' });
        set({ error: null, ...justBegun({ ...get(), step: 0 }), pretrained: null });
      },
      restart: () => runAgain(get().recipe),
      async begin(recipe) {
        set({ schedulePast: [], scheduleFuture: [] });
        await runAgain(resolve(recipe));
      },

      setData(data) {
        const recipe = { ...get().recipe, data };
        if (!get().runningRecipe && get().status === 'idle') want({ data });
        else void runAgain(recipe).catch(showFailure);
      },
      setModel: (model) => want({ model }),
      setOption: (path, value) => want(withOption(get().recipe, path, value)),
      setObjective: (objective) => want({ objective }),
      setOptimizer: (optimizer) => want({ optimizer }),
      setTraining: (training) => want({ training }),
      setSampling: (sampling) => want({ sampling }),
      ...scheduleHistory(get, set, (schedule) => want({ schedule })),

      ...dataActions(client, get, set),
      ...questions,
      sample: films.sample, sampleIdeal: films.sampleIdeal, recallFilm: films.recallFilm,
      async watchLayers(on) {
        await client.send({ type: 'watch-layers', on });
      },
      dismissError: () => set({ error: null }),
    };
  });
  store.subscribe(dropPastFilms);
  return store;
}
