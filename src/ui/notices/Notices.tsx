import { useState } from 'react';
import { isImageData } from '../../recipe/recipeKind.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { Status } from '../primitives/Status.tsx';
import styles from './Notices.module.css';

/** What the person should know now: a failure and what to do about it, a slow device, an address that asked for something unknown. */
export function Notices({ opening }: { opening: string | null }) {
  const store = usePlaygroundStore();
  const error = usePlayground((state) => state.error);
  const software = usePlayground((state) => state.device?.software ?? false);
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const [closed, setClosed] = useState({ opening: false, software: false });
  return (
    <div className={styles.notices}>
      {error ? (
        <Status tone="bad" action={<IconButton icon="close" label="Dismiss this message" onClick={() => store.getState().dismissError()} />}>
          {error}
        </Status>
      ) : null}
      {opening && !closed.opening ? (
        <Status
          tone="warn"
          action={<IconButton icon="close" label="Dismiss this notice" onClick={() => setClosed({ ...closed, opening: true })} />}
        >
          {opening}
        </Status>
      ) : null}
      {software && !closed.software ? (
        <Status
          tone="warn"
          action={<IconButton icon="close" label="Dismiss this notice" onClick={() => setClosed({ ...closed, software: true })} />}
        >
          This browser computes WebGPU on the processor, not on a graphics card. Everything works, but training is slow here
          {pictures ? '; keep to pictures of 16 × 16 and the tiny network.' : '; a smaller model or batch helps.'}
        </Status>
      ) : null}
    </div>
  );
}
