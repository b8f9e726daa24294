import { Fragment } from 'react';
import { parameterCount, type NetworkBlock, type NetworkStructure } from '../../recipe/network/structure.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { layerFigures, layersOf, lookWith } from './blockFigures.ts';
import { blockPurpose, blockTitle, linkWords, shapeText } from './blockWords.ts';
import { FigureLine } from './FigureLine.tsx';
import { layerFormula, layerTitle } from './layerWords.ts';
import type { Live } from './live.ts';
import styles from './BlockDetails.module.css';

/** The layers of a block, one after the other, with what they make and what they cost. */
export function BlockDetails({ structure, block, live: { quantity, looks } }: { structure: NetworkStructure; block: NetworkBlock; live: Live }) {
  const known = layersOf(block, lookWith(looks, quantity));
  const figuresOf = (wanted: string): string => known.filter(({ name }) => name === wanted).map(layerFigures).join('');
  return (
    <div className={styles.details} data-testid="block-details">
      <h4 className={styles.title}>{blockTitle(block)}</h4>
      <p className={styles.text}>{[blockPurpose(block), ...linkWords(structure, block)].join(' ')}</p>
      <FigureLine block={block} looks={looks} quantity={quantity} />
      <table className={styles.table}>
        <thead>
          <tr><th scope="col">{say`Layer`}</th><th scope="col">{say`Makes`}</th><th scope="col">{say`Parameters`}</th></tr>
        </thead>
        <tbody>
          {block.layers.map((layer) => (
            <Fragment key={layer.name}>
              <tr>
                <th scope="row">
                  <span className={styles.layer}>{layerTitle(layer)}</span>
                  <span className={styles.formula}>{layerFormula(layer)}</span>
                  {layer.parameters.length > 0 ? <code className={styles.name}>{layer.name}</code> : null}
                </th>
                <td>{shapeText(layer.out)}</td>
                <td>{layer.parameters.length === 0 ? '–' : groupedNumber(parameterCount([layer]))}</td>
              </tr>
              {figuresOf(layer.name) ? <tr><td className={styles.figures} colSpan={3}>{figuresOf(layer.name)}</td></tr> : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
