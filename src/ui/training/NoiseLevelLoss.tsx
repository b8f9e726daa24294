import { linearTicks } from '../../plot/ticks.ts';
import { usePlayground } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import styles from './NoiseLevelLoss.module.css';

const bins = 10;

/** The timesteps of a tenth, for instance "0 to 19" of T = 200. */
function binRange(bin: number, timesteps: number): string {
  const from = Math.ceil((bin * timesteps) / bins);
  return `${from} to ${Math.max(from, Math.ceil(((bin + 1) * timesteps) / bins) - 1)}`;
}

/** The loss by noise level, as bars: where along the schedule the model still errs. */
export function NoiseLevelLoss() {
  const losses = usePlayground((state) => state.noiseLevelLoss);
  const timesteps = usePlayground((state) => state.recipe.schedule.timesteps);
  const values = Array.from({ length: bins }, (_, bin) => losses?.[bin] ?? NaN);
  const known = values.filter((value) => Number.isFinite(value));
  const highest = Math.max(1e-6, ...known);
  const ticks = known.length > 0 ? linearTicks(highest, 3) : [];
  const top = Math.max(highest, ticks.at(-1) ?? highest);
  return (
    <Section title="Loss by noise level" hint="The mean loss for each tenth of the timesteps: left nearly clean data, right nearly pure noise.">
      <div className={styles.chart} aria-hidden="true">
        <span className={styles.name}>mean loss</span>
        <div className={styles.axis} style={{ inlineSize: `${Math.max(3, ...ticks.map((tick) => String(tick).length))}ch` }}>
          {ticks.map((tick) => <span key={tick} className={styles.tick} style={{ insetBlockEnd: `${(100 * tick) / top}%` }}>{tick}</span>)}
        </div>
        <div className={styles.bars}>
          {values.map((value, bin) => (
            <div key={bin} className={styles.slot} title={Number.isFinite(value) ? `t ${binRange(bin, timesteps)}: ${value.toPrecision(3)}` : undefined}>
              <div className={styles.bar} style={{ blockSize: Number.isFinite(value) ? `${(100 * value) / top}%` : 0 }} />
            </div>
          ))}
          {known.length === 0 ? <span className={styles.empty}>no steps trained here yet</span> : null}
        </div>
        <div className={styles.labels}><span>0</span><span>timestep t</span><span>{timesteps - 1}</span></div>
      </div>
      <table className="sr-only">
        <caption>Loss by noise level</caption>
        <thead><tr><th>Timesteps</th><th>Loss</th></tr></thead>
        <tbody>
          {values.map((value, bin) => (
            <tr key={bin}><td>{binRange(bin, timesteps)}</td><td>{Number.isFinite(value) ? value.toPrecision(3) : 'none yet'}</td></tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
