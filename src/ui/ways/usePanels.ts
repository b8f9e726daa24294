import { createContext, useContext } from 'react';
import type { PanelName, Panels } from './panels.ts';

export const PanelsContext = createContext<Panels>({ hidden: new Set(), embedded: false });

/** Whether a panel is on the page. */
export function useIsShown(panel: PanelName): boolean {
  return !useContext(PanelsContext).hidden.has(panel);
}
