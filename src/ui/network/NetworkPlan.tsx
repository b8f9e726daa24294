import { useMemo } from 'react';
import type { NetworkStructure } from '../../recipe/network/structure.ts';
import { say } from '../../words/say.ts';
import { BlockDetails } from './BlockDetails.tsx';
import { blockFigures, lookWith } from './blockFigures.ts';
import type { Live } from './live.ts';
import { LiveFigures } from './LiveFigures.tsx';
import { NetworkDrawing } from './NetworkDrawing.tsx';
import { NetworkLegend } from './NetworkLegend.tsx';
import { NetworkTable } from './NetworkTable.tsx';
import styles from './NetworkView.module.css';

export interface NetworkPlanProps {
  structure: NetworkStructure;
  /** The block whose layers are shown. */
  chosen: string | null;
  onChoose(name: string): void;
  live: Live;
}

/** The drawing, and beside or under it the layers of the block that is pointed at. */
export function NetworkPlan({ structure, chosen, onChoose, live }: NetworkPlanProps) {
  const { quantity, looks, flags } = live;
  const block = structure.blocks.find(({ name }) => name === chosen) ?? null;
  const last = lookWith(looks, quantity);
  const figures = useMemo(() => blockFigures(structure.blocks, last, quantity), [structure, last, quantity]);
  return (
    <div className={styles.room}>
      <div className={styles.plan}>
        <div className={styles.figure}>
          <NetworkDrawing structure={structure} chosen={chosen} onChoose={onChoose} figures={figures} quantity={quantity} flags={flags} />
          <NetworkLegend structure={structure} />
          <LiveFigures quantity={quantity} look={last} flags={flags} />
        </div>
        {block ? <BlockDetails structure={structure} block={block} live={live} /> : <p className={styles.invitation}>{say`Point at a block, or go to it with Tab, to see its layers.`}</p>}
        <NetworkTable structure={structure} figures={figures} quantity={quantity} />
      </div>
    </div>
  );
}
