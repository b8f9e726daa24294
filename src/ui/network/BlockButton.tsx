import { parameterCount } from '../../recipe/network/structure.ts';
import { say } from '../../words/say.ts';
import { blockTitle, hasAttention, parametersWords, shapeText, shapeWords, shortCount } from './blockWords.ts';
import { BLOCK_HEIGHT, type PlacedBlock } from './networkLayout.ts';
import styles from './NetworkDrawing.module.css';

export interface BlockButtonProps {
  placed: PlacedBlock;
  chosen: boolean;
  onChoose(name: string): void;
}

/** A block: its name, the size of what it works on, and its parameters. */
export function BlockButton({ placed: { block, left, top, width }, chosen, onChoose }: BlockButtonProps) {
  const choose = () => onChoose(block.name);
  const attends = hasAttention(block);
  const count = parameterCount(block.layers);
  return (
    <button
      type="button"
      className={styles.block}
      data-kind={block.kind}
      data-block={block.name}
      style={{ insetInlineStart: left, insetBlockStart: top, inlineSize: width, blockSize: BLOCK_HEIGHT }}
      aria-pressed={chosen}
      aria-label={[blockTitle(block), shapeWords(block.shape), parametersWords(block.layers), ...(attends ? [say`with attention`] : [])].join(', ')}
      onClick={choose}
      onFocus={choose}
      // A mouse that rests while the page scrolls under it points at nothing.
      onPointerMove={(event) => event.pointerType === 'mouse' && (event.movementX !== 0 || event.movementY !== 0) && !chosen && choose()}
    >
      <span className={styles.title}>{blockTitle(block)}</span>
      <span className={styles.shape}>
        {shapeText(block.shape)}
        {attends ? <span className={styles.tag}><span className={styles.long}>{say`attention`}</span><span className={styles.short}>{say`attn.`}</span></span> : null}
      </span>
      <span className={styles.count}>{count === 0 ? say`fixed` : say`${shortCount(count)} parameters`}</span>
    </button>
  );
}
