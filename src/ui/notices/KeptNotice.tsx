import type { Recipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { quietly } from '../quietly.ts';
import styles from './QuietLine.module.css';

export interface KeptNoticeProps {
  /** What the address brings. */
  instead: Recipe;
  onClose(): void;
}

/** Says after a reload what came back and what did not, and the way to what the address says. */
export function KeptNotice({ instead, onClose }: KeptNoticeProps) {
  const store = usePlaygroundStore();
  const begin = () => {
    onClose();
    quietly(store.getState().load(instead));
  };
  return (
    <div className={styles.line} role="status">
      <span>{say`The page was loaded again: your settings are still here, the model begins anew.`}</span>
      <Button variant="quiet" className={styles.action} onClick={begin}>{say`Back to the first settings`}</Button>
      <IconButton className={styles.close} icon="close" label={say`Dismiss this notice`} onClick={onClose} />
    </div>
  );
}
