import { axisNumber } from '../../plot/chartScales.ts';
import type { DensityFrame } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { coarseShares, percent } from './densityFacts.ts';

const SIDE = 4;

/** Both pictures in few numbers, for screen readers: the probability of sixteen squares. */
export function DensityTable({ model, data }: { model: DensityFrame | null; data: DensityFrame }) {
  const [ofData, ofModel] = [coarseShares(data, SIDE), typeof model?.mass === 'number' ? coarseShares(model, SIDE) : null];
  const { left, right, bottom, top } = data.grid;
  const edge = (from: number, to: number, k: number) => axisNumber(from + ((to - from) * k) / SIDE);
  return (
    // Tables are as wide as they must be; the box round this one keeps that from the page.
    <div className="sr-only">
      <table>
        <caption>{say`Probability of each part of the plane`}</caption>
        <thead><tr><th scope="col">x</th><th scope="col">y</th><th scope="col">{say`model`}</th><th scope="col">{say`data`}</th></tr></thead>
        <tbody>
          {ofData.map((share, k) => (
            <tr key={k}>
              <td>{say`${edge(left, right, k % SIDE)} to ${edge(left, right, (k % SIDE) + 1)}`}</td>
              <td>{say`${edge(top, bottom, Math.floor(k / SIDE) + 1)} to ${edge(top, bottom, Math.floor(k / SIDE))}`}</td>
              <td>{ofModel ? percent(ofModel[k] ?? 0) : say`not drawn yet`}</td>
              <td>{percent(share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
