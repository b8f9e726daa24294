import type { NetworkStructure } from '../../recipe/network/structure.ts';
import { say } from '../../words/say.ts';
import { BlockDetails } from './BlockDetails.tsx';
import { NetworkDrawing } from './NetworkDrawing.tsx';
import { NetworkLegend } from './NetworkLegend.tsx';
import { NetworkTable } from './NetworkTable.tsx';
import styles from './NetworkView.module.css';

export interface NetworkPlanProps {
  structure: NetworkStructure;
  /** The block whose layers are shown. */
  chosen: string | null;
  onChoose(name: string): void;
}

/** The drawing, and beside or under it the layers of the block that is pointed at. */
export function NetworkPlan({ structure, chosen, onChoose }: NetworkPlanProps) {
  const block = structure.blocks.find(({ name }) => name === chosen) ?? null;
  return (
    <div className={styles.room}>
      <div className={styles.plan}>
        <div className={styles.figure}>
          <NetworkDrawing structure={structure} chosen={chosen} onChoose={onChoose} />
          <NetworkLegend structure={structure} />
        </div>
        {block ? <BlockDetails structure={structure} block={block} /> : <p className={styles.invitation}>{say`Point at a block, or go to it with Tab, to see its layers.`}</p>}
        <NetworkTable structure={structure} />
      </div>
    </div>
  );
}
