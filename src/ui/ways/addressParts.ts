import { lessonNames } from '../lessons/names.ts';
import { panelNames } from './panels.ts';

export interface AddressPart {
  part: string;
  meaning: string;
  /** All that may stand there. */
  names?: readonly string[];
}

/** What an address can ask of the page, for the help. */
export const addressParts: readonly AddressPart[] = [
  { part: '?preset=two-moons', meaning: 'begins with a run of the gallery' },
  { part: '?lesson=noise', meaning: 'opens a lesson:', names: lessonNames },
  { part: '?place=compare', meaning: 'opens where things are compared' },
  { part: '?recipe=…', meaning: 'begins with the run that “Link to this run” put into it' },
  { part: '?hide=network,insight', meaning: 'leaves panels away:', names: panelNames },
  { part: '?show=data,training', meaning: 'leaves all panels away but these' },
  { part: '?embed=1', meaning: 'only the picture and the run, inside another page; show adds panels' },
  { part: '?autostart=0', meaning: 'waits for Start' },
  { part: '?theme=dark, ?lang=de', meaning: 'colours (light, dark) and language (en, de)' },
];
