import { useMemo } from 'react';
import type { ChartAxis } from '../../plot/chartScales.ts';
import { levelRange } from '../../plot/levelShades.ts';
import { shownSteps } from '../../plot/lossCurve.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { ShadeBar } from '../charts/ShadeBar.tsx';
import { entryAt } from './entryAt.ts';
import { LevelCover } from './LevelCover.tsx';
import { extremeWords, levelColumns, partOf, partWords } from './levelWords.ts';
import { lossTicks } from './lossTicks.ts';
import { NOTHING_TRAINED } from './nothingTrained.ts';
import { StepChart } from './StepChart.tsx';
import type { TrainingHistory } from './useTrainingHistory.ts';

/** The loss of each tenth of the timesteps over the steps: which noise levels are learnt soon, and which late. */
export function LevelChart({ history: { losses, levelTrace, changes } }: { history: TrainingHistory }) {
  const timesteps = usePlayground((state) => (state.runningRecipe ?? state.recipe).schedule.timesteps);
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const range = useMemo(() => levelRange(levelTrace), [levelTrace]);
  const curves = useMemo(() => levelColumns(levelTrace, timesteps), [levelTrace, timesteps]);
  const y = useMemo((): ChartAxis => ({ name: 'timestep t', domain: [0, timesteps], figures: 4 }), [timesteps]);
  const steps = shownSteps(losses);
  const last = levelTrace.at(-1);
  return (
    <div>
      <StepChart
        label={last ? say`Loss by noise level over the steps so far; now ${extremeWords(last, timesteps)}` : say`Loss by noise level: no steps yet`}
        testId="level-chart"
        y={y}
        steps={steps}
        changes={changes}
        curves={curves}
        empty={range ? null : recorded ? say`not part of the recording` : NOTHING_TRAINED}
        reading={(wanted, height) => {
          const entry = entryAt(levelTrace, wanted);
          if (!entry) return null;
          const one = height === null ? null : partWords(entry, partOf(height, entry.values.length, timesteps), timesteps);
          const words = one ?? extremeWords(entry, timesteps);
          return { step: Math.min(entry.to, Math.max(entry.from, wanted)), text: words, spoken: words, dots: [] };
        }}
        cover={range ? (scales) => <LevelCover trace={levelTrace} range={range} steps={steps} scales={scales} /> : undefined}
      />
      {range ? <ShadeBar name={say`loss (logarithmic)`} ticks={lossTicks(range)} /> : null}
    </div>
  );
}
