import { parameterCount } from '../../recipe/network/structure.ts';
import { say } from '../../words/say.ts';
import { Icon } from '../primitives/Icon.tsx';
import { figureText, quantityName, type BlockFigure, type Quantity } from './blockFigures.ts';
import { blockTitle, hasAttention, parametersWords, shapeText, shapeWords, shortCount } from './blockWords.ts';
import { BLOCK_HEIGHT, type PlacedBlock } from './networkLayout.ts';
import styles from './NetworkDrawing.module.css';

export interface BlockButtonProps {
  placed: PlacedBlock;
  chosen: boolean;
  onChoose(name: string): void;
  /** What is known of its layers now. */
  figure: BlockFigure | null;
  quantity: Quantity;
  /** Something is wrong with a layer. */
  flagged: boolean;
}

/** A block: its name, the size of what it works on, and its parameters. */
export function BlockButton({ placed: { block, left, top, width }, chosen, onChoose, figure, quantity, flagged }: BlockButtonProps) {
  const choose = () => onChoose(block.name);
  const attends = hasAttention(block);
  const count = parameterCount(block.layers);
  const live = figure ? say`${quantityName(quantity)}: ${figureText(figure.value, quantity)}` : null;
  return (
    <button
      type="button"
      className={styles.block}
      data-kind={block.kind}
      data-block={block.name}
      data-flagged={flagged || undefined}
      style={{ insetInlineStart: left, insetBlockStart: top, inlineSize: width, blockSize: BLOCK_HEIGHT }}
      aria-pressed={chosen}
      aria-label={[blockTitle(block), shapeWords(block.shape), parametersWords(block.layers), ...(attends ? [say`with attention`] : []), ...(live === null ? [] : [live]), ...(flagged ? [say`wants to be looked at`] : [])].join(', ')}
      onClick={choose}
      onFocus={choose}
      // A mouse that rests while the page scrolls under it points at nothing.
      onPointerMove={(event) => event.pointerType === 'mouse' && (event.movementX !== 0 || event.movementY !== 0) && !chosen && choose()}
    >
      <span className={styles.title}>{blockTitle(block)}{flagged ? <span className={styles.flag}><Icon name="warning" size={14} /></span> : null}</span>
      <span className={styles.shape}>
        {shapeText(block.shape)}
        {attends ? <span className={styles.tag}><span className={styles.long}>{say`attention`}</span><span className={styles.short}>{say`attn.`}</span></span> : null}
      </span>
      <span className={styles.count}>{live ?? (count === 0 ? say`fixed` : say`${shortCount(count)} parameters`)}</span>
      {figure ? <span className={styles.gauge}><span className={styles.bar} style={{ inlineSize: `${6 + 94 * figure.place}%` }} /></span> : null}
    </button>
  );
}
