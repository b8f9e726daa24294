import { describe, expect, it } from 'vitest';
import { modelSizeOf } from '../../../recipe/modelSizes.ts';
import { preset } from '../../../recipe/presets.ts';
import { parseRecipe } from '../../../recipe/validate.ts';
import { firstPictures, firstWords, letterPictures, madePictures, nameOfPictures, ownPictures, pictureProblem, recipeFor, sameClasses, suitableSize, toggledClass } from './pictureChoice.ts';

const digits = { ...firstPictures(), size: 24, seed: 7, count: 500, shift: 1 };

describe('choosing pictures', () => {
  it('keeps the preparation and takes the colour of the kind', () => {
    expect(madePictures('creatures', digits)).toMatchObject({ kind: 'creatures', size: 24, seed: 7, count: 500, shift: 1, colour: 'colour', classes: null });
    expect(madePictures('phantoms', madePictures('creatures', digits))).toMatchObject({ colour: 'grey' });
  });
  it('stays endless where pictures are made', () => {
    const endless = { ...madePictures('shapes', digits), endless: true };
    expect(madePictures('textures', endless)).toMatchObject({ endless: true });
    expect(letterPictures('A B', endless)).not.toHaveProperty('endless');
    expect(madePictures('shapes', letterPictures('A B', endless))).toMatchObject({ endless: false });
  });
  it('drops classes of other pictures, and the mirror for what is read', () => {
    const mirrored = { ...madePictures('shapes', digits), mirror: true, classes: [1, 2] };
    expect(madePictures('textures', mirrored)).toMatchObject({ mirror: true, classes: null });
    expect(madePictures('digits', mirrored)).toMatchObject({ mirror: false });
    expect(letterPictures('A B', mirrored)).toMatchObject({ kind: 'letters', words: 'A B', mirror: false });
  });
  it('makes only data that a recipe takes', () => {
    for (const data of [digits, madePictures('shapes', digits), letterPictures(firstWords(), digits), ownPictures('pets', 'f00', 50_000, digits)]) {
      expect(parseRecipe({ data }).data).toEqual(data);
      expect(pictureProblem(data)).toBeNull();
    }
  });
  it('keeps how own files are prepared when others are opened', () => {
    const own = { ...ownPictures('pets', 'a', 900, digits), colour: 'grey', count: 300 } as const;
    expect(ownPictures('cars', 'b', 2000, own)).toMatchObject({ kind: 'images', name: 'cars', source: 'b', colour: 'grey', count: 2000, classes: null });
  });
  it('says what cannot be made', () => {
    expect(pictureProblem(letterPictures('  ', digits))).toMatch(/at least one letter/);
    expect(pictureProblem(letterPictures('hello', digits))).toMatch(/more than 4 characters/);
    expect(pictureProblem({ ...digits, classes: [] })).toMatch(/choose at least one/);
  });
  it('knows whether classes have the same numbers', () => {
    const letters = letterPictures('A B', digits);
    expect(sameClasses(digits, { ...digits, size: 8, classes: [1] })).toBe(true);
    expect(sameClasses(digits, madePictures('shapes', digits))).toBe(false);
    expect(sameClasses(letters, letterPictures(' A  B', letters))).toBe(true);
    expect(sameClasses(letters, letterPictures('A B C', letters))).toBe(false);
    expect(sameClasses(ownPictures('x', 'a', 1, digits), ownPictures('x', 'b', 1, digits))).toBe(false);
  });
  it('toggles classes; all of them are null', () => {
    expect(toggledClass(null, 1, 3)).toEqual([0, 2]);
    expect(toggledClass([0, 2], 1, 3)).toBeNull();
    expect(toggledClass([2], 0, 3)).toEqual([0, 2]);
    expect(toggledClass([2], 2, 3)).toEqual([]);
  });
});

describe('the recipe for pictures', () => {
  it('begins with a network made for their size', () => {
    expect([8, 16, 28, 32, 40, 64].map((size) => suitableSize(size, false))).toEqual(['tiny', 'tiny', 'small', 'medium', 'large', 'large']);
    expect(suitableSize(36, false), 'large would halve it three times').toBe('medium');
    expect(suitableSize(64, true)).toBe('tiny');
    const recipe = recipeFor(digits, preset('swiss-roll'), false);
    expect(recipe).toEqual(parseRecipe(recipe));
    expect(recipe.data).toEqual(digits);
    expect(recipe.name).toBe('digits');
    expect(recipe.model.kind === 'unet2d' && modelSizeOf(recipe.model)).toBe('small');
  });
  it('keeps a network and training that fit', () => {
    const medium = preset('medium');
    const running = { ...medium, training: { ...medium.training, batch: 5 }, sampling: { ...medium.sampling, label: 3 } };
    const recipe = recipeFor(digits, running, false);
    expect(recipe).toMatchObject({ data: digits, model: medium.model, training: { batch: 5 }, sampling: { label: 'each' } });
  });
  it('takes another network where the pictures cannot be halved so often', () => {
    const recipe = recipeFor({ ...digits, size: 20 }, preset('large'), false);
    expect(recipe).toEqual(parseRecipe(recipe));
    expect(recipe.model.kind === 'unet2d' && modelSizeOf(recipe.model)).toBe('small');
  });
  it('is named after the pictures', () => {
    expect(nameOfPictures(ownPictures('pets', 'a', 9, digits))).toBe('pets');
    expect(nameOfPictures(letterPictures(' A  B A', digits))).toBe('A B');
  });
});
