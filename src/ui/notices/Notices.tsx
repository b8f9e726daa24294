import { useContext, useState } from 'react';
import type { Recipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { Status } from '../primitives/Status.tsx';
import { PanelsContext } from '../ways/usePanels.ts';
import styles from './Notices.module.css';
import { KeptNotice } from './KeptNotice.tsx';
import { SoftwareNotice } from './SoftwareNotice.tsx';
import { Welcome } from './Welcome.tsx';

export interface NoticesProps {
  /** A sentence about how the page was opened. */
  opening: string | null;
  /** What the address brings, where settings from before a reload stand in for it. */
  instead: Recipe | null;
  /** Whether this opening is one for newcomers. */
  welcome: boolean;
}

/** What the person should know now: a failure and what to do about it, an address that asked for something unknown, a slow device; and to begin with what there is to see. */
export function Notices({ opening, instead, welcome }: NoticesProps) {
  const store = usePlaygroundStore();
  const error = usePlayground((state) => state.error);
  const software = usePlayground((state) => state.device?.software ?? false);
  const { embedded } = useContext(PanelsContext);
  const [closed, setClosed] = useState({ opening: false, instead: false, software: false });
  return (
    <div className={styles.notices}>
      {error ? (
        <Status tone="bad" action={<IconButton icon="close" label={say`Dismiss this message`} onClick={() => store.getState().dismissError()} />}>
          {sayText(error)}
        </Status>
      ) : null}
      {opening && !closed.opening ? (
        <Status
          tone="warn"
          action={<IconButton icon="close" label={say`Dismiss this notice`} onClick={() => setClosed({ ...closed, opening: true })} />}
        >
          {sayText(opening)}
        </Status>
      ) : null}
      {instead && !closed.instead ? <KeptNotice instead={instead} onClose={() => setClosed({ ...closed, instead: true })} /> : null}
      {welcome && !embedded ? <Welcome /> : null}
      {software && !embedded && !closed.software ? <SoftwareNotice onClose={() => setClosed({ ...closed, software: true })} /> : null}
    </div>
  );
}
