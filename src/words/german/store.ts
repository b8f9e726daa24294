/** Was der Zustand der Seite und die Verbindung zum Worker melden. */
import type { Catalogue } from '../catalogue.ts';

export const store: Catalogue = {
  'The worker answered without {0}. Reload the page and try again.': 'Der Worker antwortete unvollständig ({0}). Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'The worker answered a question without its answer. Reload the page and try again.': 'Der Worker blieb die Antwort auf eine Frage schuldig. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'The worker answered a sampling request without samples. Reload the page and try again.': 'Der Worker antwortete auf einen Sampling-Auftrag ohne Stichproben. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'The training worker stopped unexpectedly. Press Start to train again from the beginning.': 'Der Worker des Trainings wurde unerwartet beendet. Drücken Sie Start, um von vorn zu trainieren.',
  'The training worker stopped unexpectedly ({0}). Press Start to train again from the beginning.': 'Der Worker des Trainings wurde unerwartet beendet ({0}). Drücken Sie Start, um von vorn zu trainieren.',
  'a message could not be read': 'eine Nachricht war nicht lesbar',
  'The training worker was closed.': 'Der Worker des Trainings wurde geschlossen.',
  'This is a recorded run. Training your own needs a browser with WebGPU.': 'Dies ist ein aufgezeichneter Lauf. Um selbst zu trainieren, braucht es einen Browser mit WebGPU.',
  'Recorded on {0}': 'Aufgezeichnet auf {0}',
  'This browser does not offer WebGPU, the way for a page to compute on your graphics card.': 'Dieser Browser bietet kein WebGPU, den Weg für eine Seite, auf Ihrer Grafikkarte zu rechnen.',
  'Browsers offer WebGPU only to secure pages. Open this page over https, or from localhost.': 'Browser bieten WebGPU nur sicheren Seiten. Öffnen Sie diese Seite über https oder von localhost.',
  'This browser has WebGPU, but found no graphics card that it may use.': 'Dieser Browser hat WebGPU, fand aber keine Grafikkarte, die er nutzen darf.',
  'This browser has WebGPU, but asking for the graphics card failed: {0}.': 'Dieser Browser hat WebGPU, aber die Anfrage an die Grafikkarte scheiterte: {0}.',
};
