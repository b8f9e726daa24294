import { isImageData } from '../../recipe/recipeKind.ts';
import { usePlayground } from '../playground.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import styles from './SoftwareNotice.module.css';

/** One quiet line: everything works on the processor, only slowly. */
export function SoftwareNotice({ onClose }: { onClose(): void }) {
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  return (
    <div className={styles.line} role="status">
      <span>
        This browser computes WebGPU on the processor, not on a graphics card: everything works, but training is slow
        {pictures ? '; keep to pictures of 16 × 16 and the tiny network.' : '; a smaller model or batch helps.'}
      </span>
      <IconButton className={styles.close} icon="close" label="Dismiss this notice" onClick={onClose} />
    </div>
  );
}
