import { useId, useMemo, useRef } from 'react';
import type { NetworkStructure } from '../../recipe/network/structure.ts';
import { say } from '../../words/say.ts';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import type { BlockFigure, Quantity } from './blockFigures.ts';
import type { LayerFlag } from './layerFlags.ts';
import { BlockButton } from './BlockButton.tsx';
import { networkLayout } from './networkLayout.ts';
import styles from './NetworkDrawing.module.css';

export interface NetworkDrawingProps {
  structure: NetworkStructure;
  chosen: string | null;
  onChoose(name: string): void;
  /** By name of the block. */
  figures: ReadonlyMap<string, BlockFigure>;
  quantity: Quantity;
  flags: readonly LayerFlag[];
}

/** Blocks as buttons, in the order in which they are computed, over the lines between them. */
export function NetworkDrawing({ structure, chosen, onChoose, figures, quantity, flags }: NetworkDrawingProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const arrow = useId();
  const layout = useMemo(() => (width > 0 ? networkLayout(structure, width) : null), [structure, width]);
  return (
    <div ref={box} className={styles.drawing} style={{ blockSize: layout?.height }} role="group" aria-label={say`Blocks of the network`} data-testid="network">
      {layout ? (
        <svg className={styles.lines} width={layout.width} height={layout.height} aria-hidden="true">
          {(['flow', 'skip'] as const).map((kind) => (
            <marker key={kind} id={`${arrow}-${kind}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">
              <path className={styles.head} data-kind={kind} d="M0,0.5 7.5,4 0,7.5z" />
            </marker>
          ))}
          {layout.lines.map(({ key, kind, path, arrow: ends, label }) => (
            <g key={key}>
              <path className={styles.line} data-kind={kind} d={path} markerEnd={ends && kind !== 'condition' ? `url(#${arrow}-${kind})` : undefined} />
              {label ? <text className={styles.label} x={label.x} y={label.y} textAnchor="middle">{label.text}</text> : null}
            </g>
          ))}
        </svg>
      ) : null}
      {layout?.blocks.map((placed) => (
        <BlockButton
          key={placed.block.name}
          placed={placed}
          chosen={placed.block.name === chosen}
          onChoose={onChoose}
          figure={figures.get(placed.block.name) ?? null}
          quantity={quantity}
          flagged={flags.some(({ layer }) => placed.block.layers.some(({ name }) => name === layer))}
        />
      ))}
    </div>
  );
}
