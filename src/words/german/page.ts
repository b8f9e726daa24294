import type { Catalogue } from '../catalogue.ts';

/** The page itself, its workbench, and what all its parts are made of. */
export const page: Catalogue = {
  'Skip to the samples': 'Zu den Stichproben springen',
  'What the run is made of': 'Woraus der Lauf besteht',
  Data: 'Daten',
  'What is to be learnt': 'Was gelernt werden soll',
  Network: 'Netz',
  'What learns it': 'Was es lernt',
  Objective: 'Ziel',
  'What it is asked for, and how wrong answers count': 'Wonach es gefragt wird und wie falsche Antworten zählen',
  Optimizer: 'Optimierer',
  'How it gets better': 'Wie es besser wird',
  Sampling: 'Sampling',
  'How samples are drawn': 'Wie Stichproben gezogen werden',
  Insight: 'Einblick',
  'What it has learnt': 'Was es gelernt hat',

  Close: 'Schließen',
  'About {0}': 'Zu {0}',
  'This part of the page could not be loaded. Check the connection and reload the page.': 'Dieser Teil der Seite konnte nicht geladen werden. Prüfen Sie die Verbindung und laden Sie die Seite neu.',
  '{0}, as a number': '{0}, als Zahl',
  ', has a message': ', hat eine Meldung',
  '{0} to {1}': '{0} bis {1}',
  '{0} must be a number from {1}.': '{0}: Geben Sie eine Zahl von {1} ein.',
  '{0} must be a whole number from {1}.': '{0}: Geben Sie eine ganze Zahl von {1} ein.',
  '{0} must be from {1}; you typed {2}.': '{0}: Möglich ist {1}; Sie haben {2} eingegeben.',

  'What is learnt': 'Was gelernt wird',
  'Noise schedule': 'Rauschplan',
  'Sampling schedule': 'Plan des Samplings',
  'Further averages': 'Weitere gleitende Mittelwerte',

  none: 'keine',
  'Colours: {0}, from {1} (the colour of the ground) to {2}': 'Farben: {0}, von {1} (die Farbe des Grundes) bis {2}',
};
