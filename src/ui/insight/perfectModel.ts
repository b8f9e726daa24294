import type { DataRecipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';

/** Whether the perfect model is the distribution itself, and not its training set. */
export function isClosedForm(data: DataRecipe): boolean {
  return data.kind === 'eight-gaussians';
}

/** What the perfect model is and what it can do, in two sentences. */
export function perfectModelText(data: DataRecipe): string {
  if (isClosedForm(data)) {
    return say`The perfect model is the distribution itself: for eight Gaussians the best answer at every noise level is known in closed form. No network can do better, and it draws new points for ever.`;
  }
  return isImageData(data)
    ? say`The perfect model knows the training set by heart: from a noisy picture it tells the mean of all training pictures that it may have come from. No network can have a lower loss on that set, but it can only repeat it: what it draws are training pictures again.`
    : say`The perfect model knows the training set by heart: from a noisy point it tells the mean of all training points that it may have come from. No network can have a lower loss on that set, but it can only repeat it: what it draws are training points again.`;
}

/** How its film is made. */
export function filmNote(data: DataRecipe): string {
  if (isClosedForm(data)) return say`Its film starts from the same noise as that of the model.`;
  return isImageData(data)
    ? say`Its film starts from the same noise as that of the model, without classes, guidance and clipping; of a large training set it knows the first part here, so that nobody waits for minutes.`
    : say`Its film starts from the same noise as that of the model; of a large training set it knows the first part here, so that nobody waits for minutes.`;
}

/** What must be known when its likelihood on data it has not seen is compared with a network's. */
export function memoryNote(data: DataRecipe): string | null {
  if (isClosedForm(data)) return null;
  return isImageData(data)
    ? say`The perfect model knows nothing but its training set: pictures that are not in it are unlikely to it. A network that has learnt what pictures have in common can well be better on such pictures.`
    : say`The perfect model knows nothing but its training set: points that are not in it are unlikely to it. A network that has learnt what points have in common can well be better on such points.`;
}
