import { useMemo, useState } from 'react';
import { commonScale, type DensityScale } from '../../plot/densityScale.ts';
import { say } from '../../words/say.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { ShadeBar } from '../charts/ShadeBar.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { Select } from '../primitives/Select.tsx';
import { Switch } from '../primitives/Switch.tsx';
import { quietly } from '../quietly.ts';
import { ageOf } from './age.ts';
import { barTicks } from './barTicks.ts';
import { densityText, FINENESS, gridOf, isSameGrid, type Fineness } from './densityFacts.ts';
import { DensityMap } from './DensityMap.tsx';
import { DensityTable } from './DensityTable.tsx';
import notes from './Notes.module.css';
import { Question } from './Question.tsx';
import styles from './DensityPanel.module.css';

const kinds = [
  { value: 'log', label: 'ln p', title: 'Shades go with the logarithm of the density: faint places are seen too' },
  { value: 'linear', label: 'p', title: 'Shades go with the density itself' },
] as const;

/** The density of the model in the plane, from coarse to fine, beside that of the data. */
export function DensityPanel() {
  const store = usePlaygroundStore();
  const model = usePlayground((state) => state.densities.model ?? null);
  const data = usePlayground((state) => state.densities.data ?? null);
  const points = usePlayground((state) => state.data);
  const step = usePlayground((state) => state.step);
  const schedule = usePlayground((state) => state.runningRecipe?.schedule ?? null);
  const drawing = usePlayground((state) => state.insights.density !== undefined);
  const software = usePlayground((state) => state.device?.software ?? false);
  const [chosen, setChosen] = useState<Fineness | null>(null);
  // Each cell takes hundreds of calls of the network: seconds on a GPU, minutes without one.
  const cells = chosen ?? (software ? '27' : '81');
  const [kind, setKind] = useState<DensityScale['kind']>('log');
  const [over, setOver] = useState(false);
  const scale = useMemo(() => commonScale([model, data].filter((frame) => frame !== null), kind), [model, data, kind]);
  const age = model ? ageOf(model, step, schedule) : null;
  const told = densityText(model, data);

  const draw = async () => {
    const { data: known, densities, drawDensity } = store.getState();
    if (!known) return;
    const grid = gridOf(known, Number(cells));
    if (!densities.data || !isSameGrid(densities.data.grid, grid)) await drawDensity('data', grid);
    await drawDensity('model', grid);
  };
  const overlay = over ? points : null;
  return (
    <div className={styles.panel}>
      {data ? (
        <>
          <div className={styles.maps}>
            <DensityMap title={say`Model`} what={say`the model`} frame={model} grid={data.grid} scale={scale} points={overlay} />
            <DensityMap title={say`Data`} what={say`the data`} frame={data} grid={data.grid} scale={scale} points={overlay} />
          </div>
          <div className={styles.key}>
            <ShadeBar {...barTicks(scale)} />
            <Segmented<DensityScale['kind']> label={say`Shades go with`} hideLabel value={kind} options={kinds} onChange={setKind} />
            <Switch label={say`Data points`} hint={say`Draws the training points over both pictures.`} checked={over} onChange={setOver} />
          </div>
          <DensityTable model={model} data={data} />
        </>
      ) : (
        <p className={notes.result}>{say`How likely the model holds every place of the plane to be, as a picture beside the density of the data.`}</p>
      )}
      {told && age ? (
        <div className={notes.notes}>
          {drawing ? null : <p className={notes.result} data-testid="density">{told}</p>}
          <p className={notes.note}>{say`Density of ${age.text}, from its probability-flow ODE. The density of the data is known exactly for the eight Gaussians; for other data each point is spread a little.`}</p>
        </div>
      ) : null}
      <Question question="density" label={model ? say`Draw again` : say`Draw the density`} primary={age?.old} working={say`Drawing the density`} onAsk={() => quietly(draw())}>
        <Select<Fineness> label={say`Fineness`} hideLabel value={cells} options={FINENESS.map((value) => ({ value, label: say`${value} × ${value} cells` }))} onChange={setChosen} />
      </Question>
    </div>
  );
}
