import type { Catalogue } from '../catalogue.ts';

export const notices: Catalogue = {
  'Dismiss this message': 'Diese Meldung schließen',
  'Dismiss this notice': 'Diesen Hinweis schließen',
  'The page was loaded again: your settings are still here, the model begins anew.': 'Die Seite wurde neu geladen: Ihre Einstellungen sind noch da, das Modell beginnt von vorn.',
  'Back to the first settings': 'Zurück zu den ersten Einstellungen',
  'New here? A small network learns to turn random noise into the grey shape; the coloured dots are its attempts so far.': 'Neu hier? Ein kleines Netz lernt, aus zufälligem Rauschen die graue Form zu machen; die farbigen Punkte sind seine bisherigen Versuche.',
  'New here? A network learns to turn random noise into new pictures of the kind that it is shown.': 'Neu hier? Ein Netz lernt, aus zufälligem Rauschen neue Bilder von der Art zu machen, die man ihm zeigt.',
  'See how, in eight short lessons': 'Sehen, wie: in acht kurzen Lektionen',
  Welcome: 'Willkommen',
  'Close the welcome': 'Begrüßung schließen',
  'There is no preset "{0}", so this is "{1}". The presets are {2}.': 'Es gibt keine Voreinstellung „{0}“, deshalb ist dies „{1}“. Die Voreinstellungen sind {2}.',
  'There is no lesson "{0}". The lessons are {1}.': 'Es gibt keine Lektion „{0}“. Die Lektionen sind {1}.',
  'No graphics card is used here, so training is slow; keep to pictures of 16 × 16 and the tiny network.': 'Hier rechnet keine Grafikkarte, deshalb ist das Training langsam; bleiben Sie bei Bildern von 16 × 16 und dem winzigen Netz.',
  'No graphics card is used here, so training is slow; a smaller model or batch helps.': 'Hier rechnet keine Grafikkarte, deshalb ist das Training langsam; ein kleineres Modell oder ein kleinerer Batch hilft.',

  'Training needs WebGPU': 'Zum Trainieren braucht es WebGPU',
  'Below plays a recorded run instead, in fast motion: pause it, start it again, and step through how its samples emerge from noise.': 'Unten läuft stattdessen ein aufgezeichneter Lauf im Zeitraffer: Halten Sie ihn an, starten Sie ihn wieder und sehen Sie Schritt für Schritt, wie seine Stichproben aus dem Rauschen entstehen.',
  'Browsers that can train, and how to switch it on': 'Browser, die trainieren können, und wie man es einschaltet',
  'Chrome or Edge': 'Chrome oder Edge',
  'Version 113 or newer on Windows, macOS and ChromeOS; 121 or newer on Android. On Linux, where it is off, open chrome://flags, switch on "Unsafe WebGPU Support" and "Vulkan", and restart the browser.': 'Version 113 oder neuer unter Windows, macOS und ChromeOS; 121 oder neuer unter Android. Unter Linux öffnen Sie, wo es aus ist, chrome://flags, schalten „Unsafe WebGPU Support“ und „Vulkan“ ein und starten den Browser neu.',
  'Version 26 or newer on macOS, iOS and iPadOS: nothing to switch on.': 'Version 26 oder neuer unter macOS, iOS und iPadOS: nichts einzuschalten.',
  'Version 141 or newer on Windows, 147 or newer on Macs with Apple silicon. Elsewhere, open about:config, set dom.webgpu.enabled and, where no graphics card is found then, gfx.webgpu.ignore-blocklist to true, and restart.': 'Version 141 oder neuer unter Windows, 147 oder neuer auf Macs mit Apple-Chip. Sonst öffnen Sie about:config, setzen dom.webgpu.enabled und, wo dann keine Grafikkarte gefunden wird, auch gfx.webgpu.ignore-blocklist auf true und starten neu.',
  'Still not?': 'Immer noch nicht?',
  "Update the driver of the graphics card, see that hardware acceleration is on in the browser's settings, and reload this page.": 'Aktualisieren Sie den Treiber der Grafikkarte, sehen Sie nach, ob in den Einstellungen des Browsers die Hardwarebeschleunigung an ist, und laden Sie diese Seite neu.',
  'The recorded run could not be loaded. Check the connection and reload the page.': 'Der aufgezeichnete Lauf konnte nicht geladen werden. Prüfen Sie die Verbindung und laden Sie die Seite neu.',
  'This page plays the recorded run "{0}". Training another needs a browser with WebGPU.': 'Diese Seite spielt den aufgezeichneten Lauf „{0}“. Um einen anderen zu trainieren, braucht es einen Browser mit WebGPU.',
};
