import { useState } from 'react';
import { say } from '../../words/say.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import type { Curve } from '../charts/curves.ts';
import { floorCurves, lossDomain, whyNotComparable } from '../insight/lossFloor.ts';
import { LossFloorNotes } from '../insight/LossFloorNotes.tsx';
import { usePlayground } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { errorName, tenths } from './noiseLevels.ts';

type Scale = 'linear' | 'log';

const scales = [{ value: 'linear', label: 'Linear' }, { value: 'log', label: 'Logarithmic' }] as const;

/** The loss by noise level, as bars: where along the schedule the model still errs; and beside it what no model can be better than. */
export function NoiseLevelLoss() {
  const losses = usePlayground((state) => state.noiseLevelLoss);
  const timesteps = usePlayground((state) => state.recipe.schedule.timesteps);
  const floor = usePlayground((state) => state.lossFloor);
  const prediction = usePlayground((state) => (state.runningRecipe ?? state.recipe).objective.prediction);
  const why = usePlayground((state) => whyNotComparable(state.runningRecipe ?? state.recipe));
  const [scale, setScale] = useState<Scale>('linear');
  const bars: Curve = { name: 'loss of training', tone: floor && why === null ? 'faint' : 'first', style: 'bars', ...tenths(losses, timesteps) };
  const across = { name: 'timestep t', domain: [0, timesteps - 1], whole: true } as const;
  const up = (name: string, curves: readonly Curve[]) => ({ name, domain: lossDomain(curves, scale === 'log'), scale });
  const compared = floor ? floorCurves(floor) : [];
  const together = why === null ? [bars, ...compared] : [bars];
  return (
    <Section
      title={say`Loss by noise level`}
      hint={say`The mean loss for each tenth of the timesteps: left nearly clean data, right nearly pure noise. Some of it cannot be learnt away; the perfect model shows how much.`}
      actions={floor ? <Segmented<Scale> label={say`Scale of the loss`} hideLabel value={scale} options={scales} onChange={setScale} /> : null}
    >
      <CurveChart
        label={say`Loss by noise level`}
        x={across}
        y={up('mean loss', together)}
        curves={together}
        height={floor && why === null ? 210 : 150}
        empty={say`no steps trained here yet`}
      />
      {floor && why !== null ? (
        <CurveChart label={say`Error of the model and of the perfect model by noise level`} x={across} y={up(errorName(prediction), compared)} curves={compared} height={190} />
      ) : null}
      <LossFloorNotes why={why} />
    </Section>
  );
}
