import { say } from '../../words/say.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { useView, useViewState } from '../view.ts';
import { toggleAlone } from './useAlone.ts';

/** The picture alone on the screen, and back. */
export function AloneButton() {
  const view = useView();
  const alone = useViewState((state) => state.alone);
  return <IconButton icon={alone ? 'shrink' : 'expand'} label={alone ? say`Back to the whole page (Esc)` : say`Picture alone, in full screen (F)`} onClick={() => toggleAlone(view)} />;
}
