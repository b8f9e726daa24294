import { axisNumber, type ChartAxis } from '../../plot/chartScales.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { nearestPoint, type Curve } from './curves.ts';

export interface CurveTableProps {
  label: string;
  x: ChartAxis;
  curves: readonly Curve[];
  /** Values of x. */
  rows: readonly number[];
}

/** The chart in numbers, for screen readers. */
export function CurveTable({ label, x, curves, rows }: CurveTableProps) {
  if (rows.length === 0) return null;
  return (
    // A table itself does not keep what is too wide from widening the page.
    <div className="sr-only">
      <table>
        <caption>{label}</caption>
        <thead><tr><th scope="col">{sayText(x.name)}</th>{curves.map((curve) => <th key={curve.name} scope="col">{sayText(curve.name)}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{axisNumber(row)}</th>
              {curves.map((curve) => {
                const at = nearestPoint(curve, row);
                return <td key={curve.name}>{at ? axisNumber(at.y) : say`none`}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
