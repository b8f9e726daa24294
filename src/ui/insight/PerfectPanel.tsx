import { sampleRequest } from '../../store/previewRequest.ts';
import { say } from '../../words/say.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { quietly } from '../quietly.ts';
import { filmOf } from '../theatre/trajectoryFrames.ts';
import { ageOf } from './age.ts';
import { LastSamples } from './LastSamples.tsx';
import notes from './Notes.module.css';
import type { PartProps } from './partProps.ts';
import { memoryNote, perfectModelText } from './perfectModel.ts';
import styles from './PerfectPanel.module.css';
import { Question } from './Question.tsx';

/** What the perfect model is, and what it draws from the noise that the model gets. */
export function PerfectPanel({ onFilm }: PartProps) {
  const store = usePlaygroundStore();
  const data = usePlayground((state) => (state.runningRecipe ?? state.recipe).data);
  const model = usePlayground((state) => filmOf(state, 'model'));
  const ideal = usePlayground((state) => filmOf(state, 'ideal'));
  const step = usePlayground((state) => state.step);
  const sound = usePlayground((state) => state.problems.length === 0);
  const draw = async () => {
    const { recipe, sample, sampleIdeal } = store.getState();
    const request = sampleRequest(recipe);
    await Promise.all([sample(request), sampleIdeal(request)]);
  };
  const memory = memoryNote(data);
  return (
    <div className={styles.panel}>
      <p className={notes.result}>{perfectModelText(data)}</p>
      {ideal ? (
        <>
          <div className={styles.samples}>
            <LastSamples title={say`Samples of the model`} trajectory={model} />
            <LastSamples title={say`Samples of the perfect model`} trajectory={ideal} />
          </div>
          <p className={notes.note}>
            {model ? `${say`Both from the same noise and by the sampling settings of the film; samples of ${ageOf({ ...model, schedule: null }, step, null).text}.`} ` : ''}
            <a href="#samples" onClick={onFilm}>{say`Watch the film of the perfect model`}</a>
          </p>
        </>
      ) : null}
      <Question question="ideal-sample" label={ideal ? say`Draw again` : say`Draw samples of both`} working={say`Drawing samples of the perfect model`} disabled={!sound} onAsk={() => quietly(draw())} />
      {memory ? <p className={notes.note}>{memory} {say`Its loss is the floor in “Loss by noise level”, and its likelihood is asked for under “Likelihood”.`}</p> : null}
    </div>
  );
}
