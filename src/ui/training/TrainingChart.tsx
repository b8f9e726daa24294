import { useState } from 'react';
import { say } from '../../words/say.ts';
import { Segmented } from '../primitives/Segmented.tsx';
import { GapChart } from './GapChart.tsx';
import { GradientChart } from './GradientChart.tsx';
import { LevelChart } from './LevelChart.tsx';
import { LossChart } from './LossChart.tsx';
import { RateChart } from './RateChart.tsx';
import { SpeedChart } from './SpeedChart.tsx';
import styles from './StepChart.module.css';
import { useTrainingHistory } from './useTrainingHistory.ts';

type Subject = 'loss' | 'levels' | 'gradient' | 'gap' | 'rate' | 'speed';

const subjects = [
  { value: 'loss', label: 'Loss', title: 'How wrong the model is, step by step' },
  { value: 'levels', label: 'By level', title: 'The loss of each tenth of the timesteps, over the steps' },
  { value: 'gradient', label: 'Gradient', title: 'How long the gradient of each step is, and how often it is clipped' },
  { value: 'gap', label: 'EMA gap', title: 'How far the averaged weights, which draw the samples, are from those of the last step' },
  { value: 'rate', label: 'Rate', title: 'The learning rate of each step so far' },
  { value: 'speed', label: 'Speed', title: 'How fast training goes' },
] as const;
const charts = { loss: LossChart, levels: LevelChart, gradient: GradientChart, gap: GapChart, rate: RateChart, speed: SpeedChart } as const;

/** How training goes, over its steps: one subject at a time. */
export function TrainingChart() {
  const [subject, setSubject] = useState<Subject>('loss');
  const history = useTrainingHistory();
  const Chart = charts[subject];
  return (
    <div className={styles.panel}>
      <Segmented<Subject> label={say`What the chart of training shows`} hideLabel value={subject} options={subjects} onChange={setSubject} />
      <Chart history={history} />
    </div>
  );
}
