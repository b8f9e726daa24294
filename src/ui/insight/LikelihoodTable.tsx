import type { Likelihood } from '../../protocol/messages.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { natsOf, withError } from './likelihoodText.ts';
import styles from './LikelihoodPanel.module.css';

const rows = [{ method: 'bound', name: 'Variational bound' }, { method: 'ode', name: 'Probability-flow ODE' }] as const;

function Value({ result, dimensions, pictures }: { result: Likelihood | undefined; dimensions: number; pictures: boolean }) {
  if (!result) return <span className={styles.none}>{say`not measured`}</span>;
  return (
    <>
      <span className={styles.value}>{result.method === 'bound' ? '≤ ' : ''}{withError(result.bits, result.standardError)}</span>
      <span className={styles.small}>{pictures ? say`${natsOf(result, dimensions)} nats a picture` : say`${natsOf(result, dimensions)} nats a point`}</span>
    </>
  );
}

/** Model and perfect model side by side, by both methods. */
export function LikelihoodTable({ results, dimensions, pictures }: { results: PlaygroundState['likelihoods']; dimensions: number; pictures: boolean }) {
  return (
    <table className={styles.table}>
      <caption>{say`Bits a dimension, lower is better`}</caption>
      <thead><tr><th scope="col"><span className="sr-only">{say`Method`}</span></th><th scope="col">{say`Model`}</th><th scope="col">{say`Perfect model`}</th></tr></thead>
      <tbody>
        {rows.map(({ method, name }) => (
          <tr key={method}>
            <th scope="row">{sayText(name)}</th>
            <td><Value result={results[`${method} model`]} dimensions={dimensions} pictures={pictures} /></td>
            <td><Value result={results[`${method} ideal`]} dimensions={dimensions} pictures={pictures} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
