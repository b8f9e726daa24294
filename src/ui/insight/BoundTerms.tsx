import { useState } from 'react';
import { axisNumber } from '../../plot/chartScales.ts';
import type { Likelihood } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import { usePlayground } from '../playground.ts';
import { Segmented } from '../primitives/Segmented.tsx';
import { lossDomain } from './lossFloor.ts';
import { partsOf, termCurves } from './likelihoodText.ts';
import notes from './Notes.module.css';
import styles from './LikelihoodPanel.module.css';

type Scale = 'linear' | 'log';

const scales = [{ value: 'linear', label: 'Linear' }, { value: 'log', label: 'Logarithmic' }] as const;

/** The terms of the bound over the timesteps, and its parts that are no steps. */
export function BoundTerms({ results }: { results: readonly Likelihood[] }) {
  const timesteps = usePlayground((state) => (state.runningRecipe ?? state.recipe).schedule.timesteps);
  const [scale, setScale] = useState<Scale>('log');
  if (results.length === 0) return null;
  const curves = termCurves(results);
  return (
    <div className={notes.notes}>
      <div className={styles.head}>
        <p className={styles.subtitle}>{say`Where the bits go`}</p>
        <Segmented<Scale> label={say`Scale of the terms`} hideLabel value={scale} options={scales} onChange={setScale} />
      </div>
      <CurveChart
        label={say`Terms of the variational bound by timestep`}
        x={{ name: 'timestep t', domain: [0, timesteps - 1], whole: true }}
        y={{ name: 'bits a dimension for a step', domain: lossDomain(curves, scale === 'log'), scale }}
        curves={curves}
        height={190}
      />
      {results.map((result) => {
        const parts = partsOf(result);
        return parts ? (
          <p key={result.of} className={notes.note}>
            {say`${result.of === 'model' ? say`Model` : say`Perfect model`}: ${axisNumber(parts.steps)} bits for all steps, ${axisNumber(parts.decoder)} for the decoder (from the cleanest level to the data) and ${axisNumber(parts.prior)} for the prior (what is left of the data in the noisiest level).`}
          </p>
        ) : null;
      })}
    </div>
  );
}
