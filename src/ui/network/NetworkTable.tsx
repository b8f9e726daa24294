import { parameterCount, type NetworkStructure } from '../../recipe/network/structure.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { blockTitle, linkWords, shapeWords } from './blockWords.ts';

/** The whole drawing as a table, for screen readers. */
export function NetworkTable({ structure }: { structure: NetworkStructure }) {
  return (
    // A table itself does not keep what is too wide from widening the page.
    <div className="sr-only"><table>
      <caption>{say`The network block by block, in the order in which it is computed`}</caption>
      <thead><tr><th scope="col">{say`Block`}</th><th scope="col">{say`Works on`}</th><th scope="col">{say`Layers`}</th><th scope="col">{say`Parameters`}</th><th scope="col">{say`Connections`}</th></tr></thead>
      <tbody>
        {structure.blocks.map((block) => (
          <tr key={block.name}>
            <th scope="row">{blockTitle(block)}</th>
            <td>{shapeWords(block.shape)}</td>
            <td>{block.layers.length}</td>
            <td>{groupedNumber(parameterCount(block.layers))}</td>
            <td>{linkWords(structure, block).join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table></div>
  );
}
