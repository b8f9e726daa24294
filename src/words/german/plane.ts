import type { Catalogue } from '../catalogue.ts';

export const plane: Catalogue = {
  Background: 'Hintergrund',
  'How densely points lie: of the data with the noise of the step shown, or of the samples as they are. Contours hold 50, 90 and 99 % of the probability.':
    'Wie dicht Punkte liegen: die der Daten mit dem Rauschen des gezeigten Schritts, oder die Stichproben, wie sie sind. Höhenlinien umschließen 50, 90 und 99 % der Wahrscheinlichkeit.',
  'data, heat map': 'Daten, Farbfläche',
  'data, contours': 'Daten, Höhenlinien',
  'samples, heat map': 'Stichproben, Farbfläche',
  'samples, contours': 'Stichproben, Höhenlinien',
  'both, contours': 'beide, Höhenlinien',
  'The ground is one of the plane of the data: it comes back with xₜ or x₀.': 'Der Untergrund gehört zur Ebene der Daten: Er kommt mit xₜ oder x₀ zurück.',
  'the samples (bandwidth {0})': 'der Stichproben (Bandbreite {0})',
  'pₜ, the noised data (bandwidth {0})': 'pₜ der verrauschten Daten (Bandbreite {0})',
  'the data (bandwidth {0})': 'der Daten (Bandbreite {0})',
  'density of {0}: 0 to {1} per square standard deviation, highest at {2}': 'Dichte {0}: 0 bis {1} je Quadrat einer Standardabweichung, am höchsten bei {2}',
  'contours of {0}: they hold 50, 90 and 99 %': 'Höhenlinien {0}: Sie umschließen 50, 90 und 99 %',
  'contours of {0}: they hold 50, 90 and 99 %; that of {1} % lies beyond the picture': 'Höhenlinien {0}: Sie umschließen 50, 90 und 99 %; die von {1} % liegt jenseits des Bildes',

  Grid: 'Gitter',
  'A regular grid over the noise, carried along by the model: it shows how the plane of the noise is folded into the data. Where lines crowd, much noise becomes few samples.':
    'Ein regelmäßiges Gitter über dem Rauschen, vom Modell mitgenommen: Es zeigt, wie die Ebene des Rauschens in die Daten gefaltet wird. Wo sich Linien drängen, wird viel Rauschen zu ähnlichen Stichproben.',
  'Carrying the grid…': 'Das Gitter wird mitgenommen …',
  'Carrying the grid… {0} %': 'Das Gitter wird mitgenommen … {0} %',
  'The grid goes its way without fresh noise; the samples of this sampler draw some at every step and leave it.':
    'Das Gitter geht seinen Weg ohne frisches Rauschen; die Stichproben dieses Samplers ziehen bei jedem Schritt welches und verlassen es.',
  'lines of equal x of the starting noise, half a standard deviation apart': 'Linien gleicher x des Anfangsrauschens, eine halbe Standardabweichung auseinander',
  'lines of equal y; the thick ones go through the middle': 'Linien gleicher y; die dicken gehen durch die Mitte',

  Particle: 'Teilchen',
  'One sample by itself: its way, and what the model takes for its clean point at each step. Click a point of the picture, or go from one to the next with the arrow keys.':
    'Eine Stichprobe für sich: ihr Weg, und was das Modell bei jedem Schritt für ihren sauberen Punkt hält. Klicken Sie einen Punkt im Bild an, oder gehen Sie mit den Pfeiltasten von einem zum nächsten.',
  'way of the particle, from the cross to the ring': 'Weg des Teilchens, vom Kreuz zum Ring',
  'its predicted x₀ at each step; dotted to the present one': 'sein vorhergesagtes x₀ bei jedem Schritt; gepunktet zum jetzigen',
  'Previous particle': 'Voriges Teilchen',
  'Next particle': 'Nächstes Teilchen',
  'Back to all samples': 'Zurück zu allen Stichproben',
  'Your own particle': 'Ein eigenes Teilchen',
  'of {0}': 'von {0}',
  'Particle {0} of {1}: from {2} to {3}': 'Teilchen {0} von {1}: von {2} nach {3}',
  'Your own particle: from {0} to {1}': 'Ihr eigenes Teilchen: von {0} nach {1}',
  'predicted x₀': 'vorhergesagtes x₀',
  'ends at': 'endet bei',
  'length of its way': 'Länge des Weges',
  'nearest training point': 'nächster Trainingspunkt',
  '{0} away': '{0} entfernt',
  Unit: 'Einheit',
  'in standard deviations of the data': 'in Standardabweichungen der Daten',
  'these numbers': 'diesen Zahlen',
  'Places are (x, y). The way of xₜ is measured from step to step, and the nearest of the training points shown from where the particle ends.':
    'Orte sind (x, y). Der Weg von xₜ ist von Schritt zu Schritt gemessen, und der nächste der gezeigten Trainingspunkte von dort, wo das Teilchen endet.',
  'starts at': 'beginnt bei',
  'x of the start': 'x des Anfangs',
  'y of the start': 'y des Anfangs',
  'in standard deviations of the noise': 'in Standardabweichungen des Rauschens',
  'where it starts': 'seinem Anfang',
  'Type another place, or click an empty place of the noisy points (with Shift: any place): a particle of your own starts there, and the model carries it along without fresh noise.':
    'Geben Sie einen anderen Ort ein, oder klicken Sie bei den verrauschten Punkten auf eine leere Stelle (mit der Umschalttaste: irgendwo). Dort beginnt ein eigenes Teilchen, und das Modell nimmt es ohne frisches Rauschen mit.',
  'Film of denoising: left and right step through it, up and down go from particle to particle, Escape goes back to all':
    'Film des Entrauschens: Links und Rechts gehen schrittweise hindurch, Auf und Ab von Teilchen zu Teilchen, Escape zurück zu allen',

  'The starting noise has {0} numbers, but {1} samples of {2} need {3}; give as many.': 'Das Anfangsrauschen hat {0} Zahlen, aber {1} Stichproben zu je {2} brauchen {3}; geben Sie so viele an.',
  'The starting noise of sample {0} (counted from 0) is {1}; give numbers from {2} to {3} standard deviations.':
    'Das Anfangsrauschen der Stichprobe {0} (von 0 an gezählt) ist {1}; geben Sie Zahlen von {2} bis {3} Standardabweichungen an.',
};
