import { samplerEntry } from '../../diffusion/samplerTable.ts';
import { axisNumber } from '../../plot/chartScales.ts';
import { say, sayCount } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { letterOf } from './columns.ts';
import { roundedError } from './columnWords.ts';
import type { SweepState } from './sweep.ts';
import { useShownPoint } from './useShownPoint.ts';
import styles from './Compare.module.css';

/** The numbers of the chart; each can be looked at as a film. */
export function QualityTable({ samplers, counts, points, missed }: Pick<SweepState, 'samplers' | 'counts' | 'points' | 'missed'>) {
  const show = useShownPoint();
  const letter = letterOf(0);
  return (
    <div className={styles.tableBox}>
      <table className={styles.table}>
        <caption className={styles.note}>{say`Distance ± standard error. Choose a number, or a dot above, to see its film in column ${letter}.`}</caption>
        <thead><tr><th scope="col">{say`Sampler`}</th>{counts.map((count) => <th key={count} scope="col">{sayCount(count, '{0} step', '{0} steps')}</th>)}</tr></thead>
        <tbody>
          {samplers.map((sampler) => (
            <tr key={sampler}>
              <th scope="row">{sayText(samplerEntry(sampler).label)}</th>
              {counts.map((count) => {
                const point = points.find((one) => one.sampler === sampler && one.steps === count);
                const why = missed.find((one) => one.sampler === sampler && one.steps === count)?.why;
                return (
                  <td key={count}>
                    {point ? (
                      <button type="button" className={styles.cell} title={say`Shows this in column ${letter}`} onClick={() => show(point)}>
                        {axisNumber(point.mean)} <span className={styles.note}>± {roundedError(point.error)}</span>
                      </button>
                    ) : why ? <span className={styles.missed} title={sayText(why)}>{say`failed`}<span className="sr-only">: {sayText(why)}</span></span> : <span className={styles.note}>–</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
