/** The panels that an address can take from the page, for slides, exercises and course pages. */
import { benchTabs } from '../view.ts';

export const panelNames = [...benchTabs, 'schedule', 'training', 'gallery', 'lessons', 'compare'] as const;
export type PanelName = (typeof panelNames)[number];

/** Those of the column beside the picture. */
export const benchPanels: readonly PanelName[] = [...benchTabs, 'training'];

/** What the dialog calls them. */
export const panelTitles: Readonly<Record<PanelName, string>> = {
  data: 'Data', network: 'Network', objective: 'Objective', optimizer: 'Optimizer', sampling: 'Sampling', insight: 'Insight',
  schedule: 'Noise schedule', training: 'Training chart', gallery: 'Gallery', lessons: 'Lessons', compare: 'Compare',
};

const isPanelName = (name: string): name is PanelName => panelNames.some((panel) => panel === name);

/** What of the page is shown; it stays so for a visit. */
export interface Panels {
  hidden: ReadonlySet<PanelName>;
  /** The page stands inside another one: picture and run, and what the address asks for. */
  embedded: boolean;
}

export interface AskedPanels {
  hidden: ReadonlySet<PanelName>;
  /** The names that are none. */
  unknown: readonly string[];
}

/**
 * The panels that an address leaves away: `?hide=a,b` those; `?show=a,b` all but those, and `?embed=1` all that are not shown
 * by name. What is both shown and hidden is hidden.
 */
export function askedPanels(asked: URLSearchParams): AskedPanels {
  const names = (key: string) => asked.getAll(key).flatMap((list) => list.split(',')).map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  const [hide, show] = [names('hide'), names('show')];
  const chosen = asked.has('show') || isEmbedded(asked);
  return {
    hidden: new Set(panelNames.filter((panel) => hide.includes(panel) || (chosen && !show.includes(panel)))),
    unknown: [...new Set([...hide, ...show])].filter((name) => !isPanelName(name)),
  };
}

/** `?embed` and `?embed=1`, but not `?embed=0`. */
export function isEmbedded(asked: URLSearchParams): boolean {
  return asked.has('embed') && asked.get('embed') !== '0';
}
