import { type Dataset, makeDataset } from '../data/dataset.ts';
import { type ImageDataset, makeImageDataset } from '../data/images/imageDataset.ts';
import type { ImageSet } from '../data/images/imageSet.ts';
import type { ImageDataRecipe, MlpRecipe, PointDataRecipe, Recipe, UNetRecipe } from '../recipe/recipe.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import type { NamedTensor } from './checkpoint.ts';
import { ImageLearner } from './imageLearner.ts';
import type { Learner } from './learner.ts';
import { PointLearner } from './pointLearner.ts';

/** What is learnt, with the data that it came from: one of the two is null. */
export interface Subject {
  readonly learner: Learner;
  readonly points: Dataset | null;
  readonly images: ImageDataset | null;
}

type Halves = { kind: 'points'; data: PointDataRecipe; model: MlpRecipe } | { kind: 'pictures'; data: ImageDataRecipe; model: UNetRecipe };

/**
 * @param restored the model's tensors in a checkpoint
 * @param given the pictures of the recipe; those that can be made without help may be left out
 * @throws a sentence when there is no such data, or data and network do not go together
 */
export function subjectOf(recipe: Recipe, restored: ReadonlyMap<string, NamedTensor> | null, given: ImageDataset | undefined): Subject {
  const halves = halvesOf(recipe);
  if (halves.kind === 'pictures') {
    const images = given ?? makeImageDataset(halves.data);
    return { learner: new ImageLearner(images, halves.data, halves.model, recipe.training, recipe.objective), points: null, images };
  }
  const points = makeDataset(halves.data);
  return { learner: new PointLearner(points, halves.model, recipe.training.seed, restored, recipe.objective), points, images: null };
}

/** The learner of a recipe by its sizes alone, over data that is not there. @param classes of the pictures, 0 where they have none */
export function learnerWithoutData(recipe: Recipe, classes: number): Learner {
  const halves = halvesOf(recipe);
  if (halves.kind === 'pictures') return new ImageLearner(emptyPictures(halves.data, classes), halves.data, halves.model, recipe.training, recipe.objective);
  const count = halves.data.kind === 'points' ? halves.data.points.length : halves.data.count;
  return new PointLearner({ points: new Float32Array(2 * count), mean: [0, 0], scale: 1, description: '' }, halves.model, recipe.training.seed, null, recipe.objective);
}

function halvesOf({ data, model }: Recipe): Halves {
  if (isImageData(data)) {
    if (model.kind !== 'unet2d') throw new Error('Pictures are learnt by a network of the kind "unet2d"; this recipe has one of the kind "mlp".');
    return { kind: 'pictures', data, model };
  }
  if (model.kind !== 'mlp') throw new Error('Points are learnt by a network of the kind "mlp"; this recipe has one of the kind "unet2d".');
  return { kind: 'points', data, model };
}

/** As many pictures as the recipe asks for, of which there are no bytes. */
function emptyPictures({ size, colour, count }: ImageDataRecipe, classes: number): ImageDataset {
  const train: ImageSet = {
    width: size, height: size, channels: colour === 'grey' ? 1 : 3, count, pixels: new Uint8Array(0), labels: classes > 0 ? new Uint8Array(0) : null,
    classNames: new Array<string>(classes).fill(''), description: '',
  };
  return { train, heldOut: { ...train, count: 0 }, scale: 1, offset: 0, allClassNames: train.classNames };
}
