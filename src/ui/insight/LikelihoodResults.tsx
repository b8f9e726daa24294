import type { Likelihood } from '../../protocol/messages.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground } from '../playground.ts';
import { ageOf } from './age.ts';
import { BoundTerms } from './BoundTerms.tsx';
import { LikelihoodTable } from './LikelihoodTable.tsx';
import { likelihoodSentence, WHY_ABOVE } from './likelihoodText.ts';
import notes from './Notes.module.css';
import { memoryNote } from './perfectModel.ts';
import styles from './LikelihoodPanel.module.css';

function effortOf({ evaluations, milliseconds }: Likelihood): string {
  return say`${groupedNumber(evaluations)} calls for all of them, ${(milliseconds / 1000).toPrecision(2)} s.`;
}

/** What was measured so far: all of it in a table, and what the chosen method gave in sentences. */
export function LikelihoodResults({ method }: { method: Likelihood['method'] }) {
  const results = usePlayground((state) => state.likelihoods);
  const step = usePlayground((state) => state.step);
  const data = usePlayground((state) => (state.runningRecipe ?? state.recipe).data);
  const schedule = usePlayground((state) => state.runningRecipe?.schedule ?? null);
  const pictureSize = usePlayground(({ pictures }) => (pictures ? pictures.facts.width * pictures.facts.height * pictures.facts.channels : null));
  const dimensions = pictureSize ?? 2;
  const shown = (['model', 'ideal'] as const).map((of) => results[`${method} ${of}`]).filter((result) => result !== undefined);
  if (Object.keys(results).length === 0) {
    return (
      <p className={notes.note}>
        {pictureSize === null
          ? say`The result is in bits for each of the two coordinates, of a density in standardised units: it may be below 0, and lower is better.`
          : say`The result is in bits for each byte of a picture: 8 would be no better than guessing, and lower is better.`}
      </p>
    );
  }
  const memory = shown.some(({ of, heldOut }) => of === 'ideal' && heldOut) ? memoryNote(data) : null;
  return (
    <div className={styles.panel}>
      <LikelihoodTable results={results} dimensions={dimensions} pictures={pictureSize !== null} />
      {shown.map((result) => (
        <div key={result.of} className={notes.notes} data-testid={`likelihood-${result.of}`}>
          <p className={notes.result}>{likelihoodSentence(result, dimensions, pictureSize !== null)}</p>
          <p className={notes.note}>
            {result.of === 'model' ? say`Of ${ageOf(result, step, schedule).text}; ${effortOf(result)}` : effortOf(result)}
            {pictureSize !== null && !result.heldOut ? ` ${say`No pictures are held out, so a model that has learnt these by heart looks better than it is.`}` : ''}
          </p>
        </div>
      ))}
      {method === 'bound' ? <BoundTerms results={shown} /> : null}
      <p className={notes.note}>{sayText(WHY_ABOVE)}</p>
      {memory ? <p className={notes.note}>{memory}</p> : null}
    </div>
  );
}
