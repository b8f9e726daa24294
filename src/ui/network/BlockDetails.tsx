import { parameterCount, type NetworkBlock, type NetworkStructure } from '../../recipe/network/structure.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { blockPurpose, blockTitle, linkWords, shapeText } from './blockWords.ts';
import { layerFormula, layerTitle } from './layerWords.ts';
import styles from './BlockDetails.module.css';

/** The layers of a block, one after the other, with what they make and what they cost. */
export function BlockDetails({ structure, block }: { structure: NetworkStructure; block: NetworkBlock }) {
  return (
    <div className={styles.details} data-testid="block-details">
      <h4 className={styles.title}>{blockTitle(block)}</h4>
      <p className={styles.text}>{[blockPurpose(block), ...linkWords(structure, block)].join(' ')}</p>
      <table className={styles.table}>
        <thead>
          <tr><th scope="col">{say`Layer`}</th><th scope="col">{say`Makes`}</th><th scope="col">{say`Parameters`}</th></tr>
        </thead>
        <tbody>
          {block.layers.map((layer) => (
            <tr key={layer.name}>
              <th scope="row">
                <span className={styles.layer}>{layerTitle(layer)}</span>
                <span className={styles.formula}>{layerFormula(layer)}</span>
                {layer.parameters.length > 0 ? <code className={styles.name}>{layer.name}</code> : null}
              </th>
              <td>{shapeText(layer.out)}</td>
              <td>{layer.parameters.length === 0 ? '–' : groupedNumber(parameterCount([layer]))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
