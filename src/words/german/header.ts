import type { Catalogue } from '../catalogue.ts';

export const header: Catalogue = {
  'Watch noise turn into data': 'Aus Rauschen werden Daten',
  'The device that trains the model': 'Das Gerät, das das Modell trainiert',
  'Help and keyboard shortcuts': 'Hilfe und Tastenkürzel',
  'Colours: {0}. Switch to {1}': 'Farben: {0}. Wechseln zu {1}',
  'as the system': 'wie das System',
  light: 'hell',
  dark: 'dunkel',
  'The words of this language could not be loaded. Check the connection and try again.': 'Die Texte dieser Sprache konnten nicht geladen werden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',

  Gallery: 'Galerie',
  'Runs to begin with': 'Läufe für den Anfang',
  'Opening one replaces the model trained so far.': 'Wer einen öffnet, ersetzt das bisher trainierte Modell.',
  'Points in the plane': 'Punkte in der Ebene',
  'The shape shows after seconds.': 'Die Form zeigt sich nach Sekunden.',
  Pictures: 'Bilder',
  'Learnt in minutes with a small network, in hours with a large one.': 'Mit einem kleinen Netz in Minuten gelernt, mit einem großen in Stunden.',
  trained: 'trainiert',
  '{0} × {1} in grey': '{0} × {1} in Grau',
  '{0} × {1} in colour': '{0} × {1} in Farbe',
  'tiny network': 'winziges Netz',
  'small network': 'kleines Netz',
  'medium network': 'mittleres Netz',
  'large network': 'großes Netz',

  'How this works': 'So funktioniert es',
  'A diffusion model learns to undo noise. In training, data points are noised a little or a lot, and the network learns to tell where each came from. To make new samples it starts from pure noise and takes many small steps back.':
    'Ein Diffusionsmodell lernt, Rauschen rückgängig zu machen. Im Training werden Datenpunkte schwach oder stark verrauscht, und das Netz lernt zu sagen, woher jeder kam. Für neue Stichproben beginnt es mit reinem Rauschen und geht in vielen kleinen Schritten zurück.',
  'Pick data, press Start, and watch the coloured samples take its shape. Switch the picture to Denoise to see how samples emerge from noise, step by step. Drag the noise schedule and see what changes; training goes on with it.':
    'Wählen Sie Daten, drücken Sie Start und sehen Sie zu, wie die farbigen Stichproben ihre Gestalt annehmen. Schalten Sie das Bild auf Entrauschen, um zu sehen, wie Stichproben Schritt für Schritt aus dem Rauschen entstehen. Ziehen Sie am Rauschplan und sehen Sie, was sich ändert; das Training geht damit weiter.',
  'Data are points in the plane, learnt in seconds, or small pictures, learnt in minutes to hours: digits, creatures, letters or files of your own. Choose Pictures under Data, look at what the model will see, then train on it. The Gallery has runs to begin with, and the Lessons go through it step by step.':
    'Daten sind Punkte in der Ebene, in Sekunden gelernt, oder kleine Bilder, in Minuten bis Stunden gelernt: Ziffern, Wesen, Buchstaben oder eigene Dateien. Wählen Sie Bilder unter Daten, sehen Sie sich an, was das Modell sehen wird, und trainieren Sie es dann damit. Die Galerie hat Läufe für den Anfang, und die Lektionen führen Schritt für Schritt hindurch.',
  'Glossary of terms': 'Glossar der Begriffe',
  Space: 'Leertaste',
  'Home, End': 'Pos1, Ende',
  'Arrow keys': 'Pfeiltasten',
};
