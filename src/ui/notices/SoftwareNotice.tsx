import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { classes } from '../primitives/classes.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import styles from './QuietLine.module.css';

/** One quiet line: everything works on the processor, only slowly. */
export function SoftwareNotice({ onClose }: { onClose(): void }) {
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  return (
    <div className={classes(styles.line, styles.later)} role="status">
      <span>
        {pictures
          ? say`No graphics card is used here, so training is slow; keep to pictures of 16 × 16 and the tiny network.`
          : say`No graphics card is used here, so training is slow; a smaller model or batch helps.`}
      </span>
      <IconButton className={styles.close} icon="close" label={say`Dismiss this notice`} onClick={onClose} />
    </div>
  );
}
