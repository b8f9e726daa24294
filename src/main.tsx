import { createRoot } from 'react-dom/client';
import { createClient } from './client/client.ts';
import { createRecordedClient } from './client/recordedClient.ts';
import { whyNoWebGpu } from './client/webGpuSupport.ts';
import { connectWorker } from './client/workerConnection.ts';
import { differences } from './recipe/differences.ts';
import { preset } from './recipe/presets.ts';
import type { Recipe } from './recipe/recipe.ts';
import { decodeRecording } from './recipe/recording.ts';
import { parseRecipe } from './recipe/validate.ts';
import { createPlaygroundApi, type PlaygroundApi } from './store/playgroundApi.ts';
import { shippedFor } from './store/shippedFor.ts';
import { createPlaygroundStore } from './store/store.ts';
import { App } from './ui/App.tsx';
import { applyTheme, firstTheme } from './ui/header/theme.ts';
import { keepSettings, keptSettings } from './ui/keptSettings.ts';
import { readOpening } from './ui/opening.ts';
import { PlaygroundContext } from './ui/playground.ts';
import { firstLanguage, onLanguage, presentLanguage, rememberedLanguage, speak } from './words/language.ts';
import './ui/tokens.css';
import './ui/base.css';

declare global {
  interface Window {
    playground: PlaygroundApi;
  }
}

const opening = readOpening(location.search, matchMedia('(prefers-reduced-motion: reduce)').matches, keptSettings(location.search));
applyTheme(firstTheme(location.search));
const resolve = (wanted: string | Recipe): Recipe => (typeof wanted === 'string' ? preset(wanted) : parseRecipe(wanted));
let store = createPlaygroundStore({ client: createClient(connectWorker), recipe: opening.recipe, resolve, shipped: shippedFor });

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no element with the id "root".');
const root = createRoot(container);
const draw = () => root.render(
  <PlaygroundContext value={store}>
    <App notice={opening.notice} instead={opening.instead} lesson={opening.lesson} place={opening.place} panels={opening.panels} />
  </PlaygroundContext>,
);
// Drawn in English where the other words cannot be loaded.
const worded = speak(firstLanguage(location.search, rememberedLanguage(), navigator.languages)).catch(() => undefined);
onLanguage(() => { document.documentElement.lang = presentLanguage(); });
const render = () => worded.then(draw);

/** Without WebGPU the same page plays a recorded run. */
async function openRecording(why: string): Promise<void> {
  let recording: Awaited<ReturnType<typeof fetchRecording>>;
  try {
    recording = await fetchRecording();
  } catch {
    const message = 'The recorded run could not be loaded. Check the connection and reload the page.';
    store.setState({ noWebGpu: why, error: message });
    throw new Error(message);
  }
  store = createPlaygroundStore({ client: createRecordedClient(recording), recipe: recording.recipe, resolve: onlyRecorded(recording.recipe) });
  store.setState({ noWebGpu: why });
  await render();
  await store.getState().load(recording.recipe);
}

/** A recording cannot become another run: whoever asks for one is told, and what plays goes on. */
function onlyRecorded(recorded: Recipe): typeof resolve {
  return (wanted) => {
    if (differences(resolve(wanted), recorded).length > 0) throw new Error(`This page plays the recorded run "${recorded.name}". Training another needs a browser with WebGPU.`);
    return recorded;
  };
}

async function fetchRecording() {
  const answer = await fetch('./recorded-run.json');
  if (!answer.ok) throw new Error(`The recorded run answered with status ${answer.status}.`);
  return decodeRecording(await answer.text());
}

async function open(): Promise<void> {
  const why = await whyNoWebGpu(navigator.gpu, isSecureContext);
  if (why) await openRecording(why);
  else {
    keepSettings(() => store.getState().recipe);
    await store.getState().load(opening.recipe);
  }
  // A model that was trained before shows what it can do; going on is the person's choice.
  if (opening.autostart && store.getState().pretrained === null) await store.getState().start();
}

void render();
// A failure is in the page's banner, and in `playground.state().error` for scripts.
window.playground = createPlaygroundApi(() => store, open().catch(() => undefined));
