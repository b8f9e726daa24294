import type { PictureFacts } from '../../protocol/messages.ts';
import type { DataRecipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';

/**
 * Standard deviation of the data as the network sees them: 1 for points, which are standardised; of pictures that of all their numbers
 * together, null while there are none.
 */
export function dataDeviation(data: DataRecipe, facts: Pick<PictureFacts, 'mean' | 'deviation' | 'scale'> | null): number | null {
  if (!isImageData(data)) return 1;
  if (!facts || facts.mean.length === 0) return null;
  const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const mean = average(facts.mean);
  const variance = average(facts.mean.map((one, channel) => (facts.deviation[channel] ?? 0) ** 2 + (one - mean) ** 2));
  return Math.sqrt(variance) * facts.scale;
}
