import { groupedNumber, say } from '../../words/say.ts';
import type { LayerLook } from '../../store/layerLooks.ts';
import { Icon } from '../primitives/Icon.tsx';
import type { LayerFlag } from './layerFlags.ts';
import type { Quantity } from './blockFigures.ts';
import styles from './NetworkView.module.css';

/** Flags that are told at once: where there are more, they have one cause. */
const MOST = 4;

function quantityHint(quantity: Quantity): string {
  switch (quantity) {
    case 'off': return '';
    case 'weight': return say`Bars: how large the weights of each block are (root mean square), on a logarithmic scale from the least to the most.`;
    case 'gradient': return say`Bars: how large the gradient of each block is (root mean square), on a logarithmic scale from the least to the most.`;
    case 'update': return say`Bars: how much one step changes the weights of each block; about 0.1 % is usual.`;
    case 'output': return say`Bars: how large the outputs of each block’s layers are (root mean square), on a logarithmic scale from the least to the most.`;
  }
}

/** What the bars in the drawing mean, how old they are, and which layers want to be looked at. */
export function LiveFigures({ quantity, look, flags }: { quantity: Quantity; look: LayerLook | undefined; flags: readonly LayerFlag[] }) {
  if (quantity === 'off') return null;
  const refused = look?.layers.length === 0;
  return (
    <div className={styles.live} data-testid="live-figures">
      <p className={styles.caption}>
        {refused ? say`There is no memory for looking at the layers. Choose a smaller model or batch.`
          : look ? `${quantityHint(quantity)} ${say`Seen after step ${groupedNumber(look.step)}.`}` : say`Waiting for the first look at the layers…`}
      </p>
      {flags.length > 0 ? (
        <ul className={styles.flags}>
          {flags.slice(0, MOST).map(({ layer, words }) => <li key={layer} className={styles.flag}><Icon name="warning" size={14} /><span><code>{layer}</code>: {words()}</span></li>)}
          {flags.length > MOST ? <li className={styles.flag}>{say`and ${flags.length - MOST} more layers`}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
