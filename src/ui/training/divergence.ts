/** What to say and to try when the loss stopped being a number. */
import { numberOption } from '../../recipe/options.ts';
import type { OptimizerRecipe } from '../../recipe/recipe.ts';
import { groupedNumber, say } from '../../words/say.ts';

/** What happened, and where the run stands now. */
export function divergenceWords({ at, step }: { at: number; step: number }): string {
  const back = step === 0 ? say`the beginning, for no good weights had been kept yet` : say`its last good weights, of step ${groupedNumber(step)}`;
  return say`The loss stopped being a number at step ${groupedNumber(at)}. Training paused, and the run went back to ${back}. Most often the learning rate is too high.`;
}

export interface Remedies {
  /** Half the learning rate; null where it is the least already. */
  learningRate: number | null;
  /** Where gradients are not clipped yet: the usual limit, which needs a restart. */
  clipNorm: number | null;
}

const USUAL_CLIP = 1;

export function remediesFor({ learningRate, clipNorm }: OptimizerRecipe): Remedies {
  const { min } = numberOption('optimizer.learningRate');
  return { learningRate: learningRate > min ? Math.max(min, Number((learningRate / 2).toPrecision(3))) : null, clipNorm: clipNorm === 0 || clipNorm > USUAL_CLIP ? USUAL_CLIP : null };
}
