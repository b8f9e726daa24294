import type { Catalogue } from '../catalogue.ts';

export const optimizer: Catalogue = {
  'How gradients become changes of the weights. Learning rate, batch size and averaging change while the model trains; the rest needs a restart.': 'Wie aus Gradienten Änderungen der Gewichte werden. Lernrate, Batchgröße und Mittelung ändern sich während des Trainings; der Rest braucht einen Neustart.',
  'Training seed': 'Startwert des Trainings',
  'More optimizer settings': 'Mehr zum Optimierer',
  'further averages': 'weiteren gleitenden Mittelwerten',
  'Running averages of the weights with other decays, kept beside the first one: after training, the sampling settings choose which of them draws. Each needs memory for a copy of the weights, and a restart to begin.': 'Gleitende Mittelwerte der Gewichte mit anderem Abklingen, neben dem ersten geführt: Nach dem Training wählen die Einstellungen des Samplings, welcher von ihnen zeichnet. Jeder braucht Speicher für eine Kopie der Gewichte und einen Neustart, um zu beginnen.',
  average: 'Mittelwert',
  '2nd average': '2. Mittelwert',
  '3rd average': '3. Mittelwert',
  'Remove the {0}': 'Entfernen: {0}',
  'Add {0}': '{0} hinzufügen',
  'no averaging: the weights of the last step': 'keine Mittelung: die Gewichte des letzten Schritts',
  'hardly more than the last step': 'kaum mehr als der letzte Schritt',
  'about the last {0} steps': 'etwa die letzten {0} Schritte',
  'Learning rate over the planned training steps': 'Lernrate über die geplanten Trainingsschritte',
  now: 'jetzt',
  'after a restart': 'nach einem Neustart',
  'Set it to 0': 'Auf 0 setzen',
  '{0}, {1}\u00a0% of the highest': '{0}, {1}\u00a0% der höchsten',
  'Step {0} of {1}: the rate stays at {2}.': 'Schritt {0} von {1}: Die Rate bleibt bei {2}.',
  'Step {0} of {1}: the rate is {2}.': 'Schritt {0} von {1}: Die Rate ist {2}.',
};
