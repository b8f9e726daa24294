import { choiceLabel } from '../../recipe/options.ts';
import { decimals } from '../../words/decimals.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Hint } from '../primitives/Hint.tsx';
import type { Measured } from './interpreter.ts';
import type { MeasureName } from './lesson.ts';
import { measures } from './measures.ts';
import styles from './MeasureTable.module.css';

function titleOf({ of, schedule }: Measured): string {
  const name = sayText(choiceLabel('schedule.kind', schedule));
  return of === 'ideal' ? say`Perfect model, ${name}` : name;
}

/** The measures taken so far, the newest last and the best marked. */
export function MeasureTable({ measure, measured }: { measure: MeasureName; measured: readonly Measured[] }) {
  const label = sayText(measures[measure].label);
  const how = sayText(measures[measure].how);
  const best = Math.max(...measured.map(({ value }) => value));
  return (
    <div className={styles.measures}>
      <p className={styles.label}>{label} <Hint label={label} text={how} /></p>
      {measured.length === 0 ? <p className={styles.none}>{say`Nothing measured yet.`}</p> : (
        <table className={styles.table}>
          <thead>
            <tr><th scope="col">{say`Schedule`}</th><th scope="col">{say`Trained`}</th><th scope="col">{say`Steps`}</th><th scope="col">{label}</th></tr>
          </thead>
          <tbody>
            {measured.map((one, index) => (
              <tr key={index} data-best={(measure === 'clusters' && one.value === best) || undefined}>
                <th scope="row">{titleOf(one)}</th>
                <td>{one.of === 'ideal' ? '–' : one.trainedSteps}</td>
                <td>{one.samplingSteps}</td>
                <td>{decimals((100 * one.value).toFixed(1))} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
