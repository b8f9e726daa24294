/** Was das Grafikgerät meldet. */
import type { Catalogue } from '../catalogue.ts';

export const gpu: Catalogue = {
  '"{0}" needs a buffer of {1}, but this device allows {2}. Choose a smaller model or batch.': '„{0}“ braucht einen Puffer von {1}, aber dieses Gerät erlaubt {2}. Wählen Sie ein kleineres Modell oder einen kleineren Batch.',
  'WebGPU is here, but it found no graphics adapter. Switch on hardware acceleration in the browser\'s settings, or update the graphics driver, then reload the page.': 'WebGPU ist da, fand aber keinen Grafikadapter. Schalten Sie in den Einstellungen des Browsers die Hardwarebeschleunigung ein oder aktualisieren Sie den Grafiktreiber, und laden Sie dann die Seite neu.',
  'The graphics device was lost ({0}).': 'Das Grafikgerät ging verloren ({0}).',
  'no reason given': 'kein Grund angegeben',
  'Graphics card': 'Grafikkarte',
  'Processor (software)': 'Prozessor (Software)',
  '{0} (software)': '{0} (Software)',
  'The graphics device ran out of memory while {0}. Choose a smaller model or batch, or close other pages that use the GPU.': 'Dem Grafikgerät ging der Speicher aus ({0}). Wählen Sie ein kleineres Modell oder einen kleineren Batch, oder schließen Sie andere Seiten, die die GPU nutzen.',
  'The graphics device refused {0}: {1}': 'Das Grafikgerät verweigerte die Arbeit ({0}): {1}',
};
