import { axisNumber } from '../../plot/chartScales.ts';
import type { DensityFrame } from '../../protocol/messages.ts';
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
        <caption>Probability of each part of the plane</caption>
        <thead><tr><th scope="col">x</th><th scope="col">y</th><th scope="col">model</th><th scope="col">data</th></tr></thead>
        <tbody>
          {ofData.map((share, k) => (
            <tr key={k}>
              <td>{edge(left, right, k % SIDE)} to {edge(left, right, (k % SIDE) + 1)}</td>
              <td>{edge(top, bottom, Math.floor(k / SIDE) + 1)} to {edge(top, bottom, Math.floor(k / SIDE))}</td>
              <td>{ofModel ? percent(ofModel[k] ?? 0) : 'not drawn yet'}</td>
              <td>{percent(share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
