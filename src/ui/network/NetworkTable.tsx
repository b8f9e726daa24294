import { parameterCount, type NetworkStructure } from '../../recipe/network/structure.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { figureText, quantityName, type BlockFigure, type Quantity } from './blockFigures.ts';
import { blockTitle, linkWords, shapeWords } from './blockWords.ts';

/** The whole drawing as a table, for screen readers. */
export function NetworkTable({ structure, figures, quantity }: { structure: NetworkStructure; figures: ReadonlyMap<string, BlockFigure>; quantity: Quantity }) {
  return (
    // A table itself does not keep what is too wide from widening the page.
    <div className="sr-only"><table>
      <caption>{say`The network block by block, in the order in which it is computed`}</caption>
      <thead><tr><th scope="col">{say`Block`}</th><th scope="col">{say`Works on`}</th><th scope="col">{say`Layers`}</th><th scope="col">{say`Parameters`}</th><th scope="col">{say`Connections`}</th>{quantity === 'off' ? null : <th scope="col">{quantityName(quantity)}</th>}</tr></thead>
      <tbody>
        {structure.blocks.map((block) => (
          <tr key={block.name}>
            <th scope="row">{blockTitle(block)}</th>
            <td>{shapeWords(block.shape)}</td>
            <td>{block.layers.length}</td>
            <td>{groupedNumber(parameterCount(block.layers))}</td>
            <td>{linkWords(structure, block).join(' ')}</td>
            {quantity === 'off' ? null : <td>{figures.has(block.name) ? figureText(figures.get(block.name)?.value ?? NaN, quantity) : '–'}</td>}
          </tr>
        ))}
      </tbody>
    </table></div>
  );
}
