import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridNames } from '../diffusion/grids.ts';
import { samplerNames } from '../diffusion/samplerTable.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { differences, needsRestart, takenOver } from './differences.ts';
import { colours, crops, dataKinds, distributionNames, boundVariances, clippings, densities, lambdas, learningRateDecays, losses, modelKinds, muonScales, optimizerKinds, predictions, sampledWeights, scheduleKinds, scheduleSpaces, storages, timestepDraws, valueRanges, variances, weightings } from './names.ts';
import { unetProblems, wordsOf, wordsProblem } from './imageFields.ts';
import { modelSizeNames, modelSizeOf, modelSizes } from './modelSizes.ts';
import { choiceOption, numberOption, optionAt, options } from './options.ts';
import { preset, presetNames } from './presets.ts';
import { isImageData } from './recipeKind.ts';
import type { Recipe } from './recipe.ts';
import { isRelevant, optimizerOfKind, scheduleOfKind, settingDefault } from './relevance.ts';
import { parseRecipe, RecipeError } from './validate.ts';

/** The sentences with which a recipe is refused. */
function refusals(value: unknown): string[] {
  try {
    parseRecipe(value);
    return [];
  } catch (error) {
    if (error instanceof RecipeError) return error.problems.map((problem) => problem.message);
    throw error;
  }
}

describe('options', () => {
  it('have each path once, a label and a full sentence of help', () => {
    expect(new Set(options.map((option) => option.path)).size).toBe(options.length);
    for (const { label, help } of options) {
      expect(label).not.toBe('');
      expect(help).toMatch(/^[A-Za-z0-9].*\.$/);
    }
  });
  it('have defaults in their own range', () => {
    for (const option of options) {
      if (option.kind === 'number') {
        expect(option.default).toBeGreaterThanOrEqual(option.min);
        expect(option.default).toBeLessThanOrEqual(option.max);
      }
      if (option.kind === 'choice') expect(option.choices.map((one) => one.value)).toContain(option.default);
    }
  });
  it('offer exactly the names that validation takes', () => {
    const values = (path: string): string[] => choiceOption(path).choices.map((one) => one.value);
    expect(values('data.kind')).toEqual([...dataKinds]);
    expect(values('schedule.kind')).toEqual([...scheduleKinds]);
    expect(values('schedule.space')).toEqual([...scheduleSpaces]);
    expect(values('objective.prediction')).toEqual([...predictions]);
    expect(values('sampling.sampler')).toEqual([...samplerNames]);
    expect(values('objective.loss')).toEqual([...losses]);
    expect(values('objective.weighting')).toEqual([...weightings]);
    expect(values('objective.boundVariance')).toEqual([...boundVariances]);
    expect(values('objective.lambda')).toEqual([...lambdas]);
    expect(values('objective.density')).toEqual([...densities]);
    expect(values('objective.draws')).toEqual([...timestepDraws]);
    expect(values('objective.variance')).toEqual([...variances]);
    expect(values('optimizer.kind')).toEqual([...optimizerKinds]);
    expect(values('optimizer.muonScale')).toEqual([...muonScales]);
    expect(values('sampling.spacing')).toEqual([...gridNames]);
    expect(values('sampling.clip')).toEqual([...clippings]);
    expect(values('sampling.weights')).toEqual([...sampledWeights]);
    expect(values('optimizer.decay')).toEqual([...learningRateDecays]);
    expect(values('data.colour')).toEqual([...colours]);
    expect(values('data.range')).toEqual([...valueRanges]);
    expect(values('data.crop')).toEqual([...crops]);
    expect(values('model.kind')).toEqual([...modelKinds]);
    expect(values('model.storage')).toEqual([...storages]);
  });
  it('have a sentence each, and so has every answer', () => {
    const sentence = /^[A-Za-z0-9].*[^.]\.$/s;
    for (const option of options) {
      expect(option.help, option.path).toMatch(sentence);
      expect(option.help, option.path).not.toMatch(/\. [A-Z]/);
      if (option.kind !== 'choice') continue;
      for (const { value, help } of option.choices) expect(help, `${option.path} ${value}`).toMatch(sentence);
      expect(new Set(option.choices.map(({ label }) => label)).size, option.path).toBe(option.choices.length);
    }
  });
  it('have defaults that a hand can find on their track', () => {
    for (const option of options) {
      if (option.kind !== 'number' || option.label === 'Seed') continue;
      const { min, max, step, scale, default: usual } = option;
      expect(usual >= min && usual <= max && step < max - min, option.path).toBe(true);
      // A two-hundredth of the track is about a pixel; shares near 0 and decays near 1 are typed.
      if (scale === 'linear' && option.path !== 'objective.uniformShare') expect(usual === min || (usual - min) / (max - min) >= 0.005, option.path).toBe(true);
      if (scale === 'log') expect(min, option.path).toBeGreaterThan(0);
    }
  });
  it('describe every field of every recipe', () => {
    const lists = ['version', 'schedule.points', 'data.strokes', 'data.points', 'data.classes', 'model.attention', 'model.blockChannels', 'sampling.label', 'sampling.schedule', 'sampling.places', 'objective.share', 'training.furtherEmas'];
    const leaves = (value: object, path: string): string[] => Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? leaves(inner, `${path}${key}.`) : [`${path}${key}`]);
    const recipes = [...presetNames.map(preset), parseRecipe({ data: { kind: 'drawing', strokes: [[[0, 0]]] } }), parseRecipe({ data: { kind: 'points', points: [[0, 0], [1, 1]] } }), parseRecipe({ data: { kind: 'letters' } }), parseRecipe({ data: { kind: 'images' } })];
    const paths = new Set(recipes.flatMap((recipe) => leaves(recipe, '')));
    expect([...paths].filter((path) => !lists.includes(path)).toSorted()).toEqual(options.map((option) => option.path).toSorted());
  });
});

describe('parseRecipe', () => {
  it('fills in every default', () => {
    expect(parseRecipe({})).toEqual({ ...preset('eight-gaussians'), name: 'my recipe' });
  });
  it('gives back what it made, through JSON as well', () => {
    for (const name of presetNames) {
      const recipe = preset(name);
      expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
    }
  });
  it('names a bad field, what it got and what it takes', () => {
    expect(refusals({ model: { width: 'wide' } })).toEqual(['model.width is "wide"; it takes a multiple of 16 from 16 to 256.']);
    expect(refusals({ model: { timeEmbedding: 31 } })).toEqual(['model.timeEmbedding is 31; it takes an even number from 2 to 64.']);
    expect(refusals({ training: { batch: 0 } })).toEqual(['training.batch is 0; it takes a whole number from 1 to 16384.']);
    expect(refusals({ optimizer: { learningRate: null } })).toEqual(['optimizer.learningRate is null; it takes a number from 0.000001 to 0.1.']);
    expect(refusals({ optimizer: { beta1: Number.NaN } })[0]).toContain('optimizer.beta1 is NaN');
    expect(refusals({ objective: { prediction: 'noise' } })).toEqual(['objective.prediction is "noise"; it takes one of epsilon, x0, v, score, flow, edm.']);
    expect(refusals({ schedule: { zeroTerminalSnr: 1 } })).toEqual(['schedule.zeroTerminalSnr is 1; it takes true or false.']);
    expect(refusals({ data: { kind: 'word', text: '' } })).toEqual(['data.text is ""; it takes text of 1 to 24 characters.']);
    expect(refusals({ data: { kind: 'word', text: 'h\u4f60' } })[0]).toMatch(/^data\.text is "h\u4f60"\. The font has no "\u4f60"; use the letters/);
    expect(refusals({ version: 2 })).toEqual(['version is 2; this program reads recipes of version 1.']);
    expect(refusals({ model: [] })).toEqual(['model is []; it takes an object with fields.']);
    expect(refusals('eight-gaussians')).toEqual(['A recipe is "eight-gaussians"; it takes an object with fields.']);
  });
  it('names an unknown field and the known ones, also of another kind of data', () => {
    expect(refusals({ model: { widht: 64 } })).toEqual(['model.widht is not a field of model; got 64. The fields of model are kind, width, depth, fourierFeatures, fourierScale, timeEmbedding.']);
    expect(refusals({ batch: 64 })[0]).toContain('batch is not a field of a recipe; got 64.');
    expect(refusals({ data: { kind: 'spiral', text: 'hi' } })[0]).toContain('data.text is not a field of data');
  });
  it('collects every problem', () => {
    expect(refusals({ model: { width: 1, depth: 99 }, sampling: { eta: 2 } })).toHaveLength(3);
  });
  it('checks fields against each other', () => {
    expect(refusals({ schedule: { timesteps: 20 }, sampling: { steps: 50 } })).toEqual(['sampling.steps is 50; it takes at most the number of timesteps of its schedule, 20.']);
    expect(refusals({ schedule: { timesteps: 20 }, sampling: { steps: 50, schedule: { timesteps: 60 } } })).toEqual([]);
    expect(parseRecipe({ schedule: { timesteps: 20 } }).sampling.steps).toBe(20);
    expect(parseRecipe({ schedule: { timesteps: 20 }, sampling: { schedule: { timesteps: 30 } } }).sampling.steps).toBe(30);
    expect(parseRecipe({ schedule: { timesteps: 60 } }).sampling.steps).toBe(50);
    expect(refusals({ schedule: { betaStart: 0.1 } })).toEqual(['schedule.betaStart is 0.1; it takes at most schedule.betaEnd, which is 0.02.']);
  });
  it('checks control points, strokes and points', () => {
    const drawn = (points: unknown): string[] => refusals({ schedule: { kind: 'hand-drawn', points } });
    expect(drawn([])).toEqual(['schedule.points is a list of 0; it takes a list of 2 to 64 points {"u", "value"}.']);
    expect(drawn([{ u: 0, value: 5 }, { u: 0, value: 2 }])).toEqual(['schedule.points[1].u is 0; it takes a number above that of the point before it.']);
    expect(drawn([{ u: 0, value: 500 }, { u: 1, value: 2 }])[0]).toContain('schedule.points[0] is {"u":0,"value":500}; it takes');
    expect(drawn([{ u: 0, value: 5 }, { u: 1, value: -5 }])).toEqual([]);
    expect(refusals({ data: { kind: 'drawing' } })[0]).toContain('data.strokes is undefined');
    expect(refusals({ data: { kind: 'drawing', strokes: [[[0, 0], [2, 0]]] } })[0]).toContain('data.strokes[0] is [[0,0],[2,0]]');
    expect(refusals({ data: { kind: 'points', points: [[0, 0], [1, '1']] } })).toEqual(['data.points[1] is [1,"1"]; it takes a point [x, y] of two finite numbers.']);
    expect(refusals({ data: { kind: 'points', points: [[0, 0]] } })).toEqual(['data.points is a list of 1; it takes a list of 2 to 200000 points [x, y].']);
  });
  it('gives a hand-drawn schedule without points a curve that can be used, in both spaces', () => {
    for (const space of scheduleSpaces) {
      const { alphasCumprod } = makeNoiseTable(parseRecipe({ schedule: { kind: 'hand-drawn', space } }).schedule);
      expect(alphasCumprod[0]).toBeCloseTo(1 / (1 + Math.exp(-9)), 12);
      expect(alphasCumprod.at(-1)).toBeCloseTo(1 / (1 + Math.exp(9)), 12);
    }
  });
  it('answers anything with a recipe or a RecipeError', () => {
    const groups = ['version', 'name', 'data', 'schedule', 'model', 'objective', 'optimizer', 'training', 'sampling'];
    const value = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...groups), fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('kind', 'points', 'strokes', 'schedule', 'steps', '__proto__'), fc.jsonValue()))));
    fc.assert(fc.property(value, (input) => { refusals(input); }), { numRuns: 500 });
  });
});

describe('the maths in a recipe', () => {
  it('has defaults by kind, where a number has one', () => {
    expect(parseRecipe({ schedule: { kind: 'edm' } }).schedule).toMatchObject({ sigmaMin: 0.002, sigmaMax: 80, rho: 7, sigmaData: 1 });
    expect(parseRecipe({ schedule: { kind: 'variance-exploding' } }).schedule).toMatchObject({ sigmaMin: 0.01, sigmaMax: 50 });
    expect(parseRecipe({ data: { kind: 'digits' } }).schedule.sigmaData).toBe(0.5);
    expect(parseRecipe({ data: { kind: 'digits', range: 'standardised' } }).schedule.sigmaData).toBe(1);
    expect(parseRecipe({ optimizer: { kind: 'sgd' } }).optimizer).toMatchObject({ learningRate: 0.05, momentum: 0.9 });
    expect(parseRecipe({ optimizer: { kind: 'lion' } }).optimizer).toMatchObject({ learningRate: 3e-4, beta2: 0.99 });
    expect(parseRecipe({ optimizer: { kind: 'muon' } }).optimizer).toMatchObject({ learningRate: 2e-3, momentum: 0.95, nesterov: true });
    expect(parseRecipe({}).sampling).toMatchObject({ eta: null, order: null });
    expect(parseRecipe({ objective: { weighting: 'hand-drawn' } }).objective.share).toEqual([{ u: 0, value: 1 }, { u: 1, value: 1 }]);
    expect(parseRecipe({ sampling: { spacing: 'hand-placed', places: [150, 20.5] } }).sampling.steps).toBe(2);
    expect(parseRecipe({ sampling: { spacing: 'hand-placed', steps: 2 } }).sampling.places).toEqual([199, 99]);
  });
  it.each(scheduleKinds)('gives back a schedule of the kind %s, every sampler with its own', (kind) => {
    for (const sampler of samplerNames) {
      const recipe = parseRecipe({ schedule: { kind }, sampling: { sampler, steps: 20 } });
      expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
    }
  });
  it.each([
    ['objective.uniformShare is 2', { objective: { uniformShare: 2 } }],
    ['objective.share[1] is {"u":1,"value":-1}; it takes {"u": a number from 0 to 1, "value": a number of 0 or greater}.', { objective: { share: [{ u: 0, value: 1 }, { u: 1, value: -1 }] } }],
    ['training.furtherEmas is [0.9,1]; it takes a list of at most 2 decays from 0 to 0.99999.', { training: { furtherEmas: [0.9, 1] } }],
    ['sampling.order is 9; it takes a whole number from 1 to 4, or null.', { sampling: { order: 9 } }],
    ['sampling.places is ["x"]; it takes a list', { sampling: { places: ['x'] } }],
    ['schedule: A variance-exploding schedule keeps the whole signal', { schedule: { kind: 'variance-exploding', zeroTerminalSnr: true } }],
    ['sampling: The order is 4; UniPC takes 1 to 3.', { sampling: { sampler: 'unipc', order: 4 } }],
    ["sampling: Heun with 1 step would be Euler", { sampling: { sampler: 'heun', steps: 1 } }],
    ['sampling: The sampler is to use the learned variance, but the model has learned none', { sampling: { sampler: 'ddpm', variance: 'learned' } }],
    ['sampling: Restart works between noise 0.12 and 500', { schedule: { kind: 'linear' }, sampling: { sampler: 'restart', restartFrom: 500 } }],
    ['sampling: 2 timesteps are placed by hand, but the number of sampling steps is 3', { sampling: { spacing: 'hand-placed', places: [9, 1], steps: 3 } }],
    ['sampling.weights is "average2", but training keeps one average', { sampling: { weights: 'average2' } }],
    ['sampling.guidanceFrom is 0.8; it takes at most sampling.guidanceTo, which is 0.5.', { sampling: { guidanceFrom: 0.8, guidanceTo: 0.5 } }],
    ['objective: No noise level that training draws has a weight above 0', { objective: { weighting: 'hand-drawn', share: [{ u: 0, value: 0 }, { u: 1, value: 0 }] } }],
    ['objective.offsetNoise is 0.1; it takes 0 for data of kind eight-gaussians', { objective: { offsetNoise: 0.1 } }],
  ])('explains: %s', (sentence, recipe) => {
    expect(refusals(recipe).join('\n')).toContain(sentence);
    expect(refusals(recipe)).toHaveLength(1);
  });
});

describe('relevance', () => {
  const relevant = (value: unknown): string[] => options.map(({ path }) => path).filter((path) => isRelevant(path, parseRecipe(value)));
  it('is that of the chosen kinds only', () => {
    const plain = relevant({});
    expect(plain).toEqual(expect.arrayContaining(['sampling.eta', 'objective.variance', 'objective.selfConditioning']));
    for (const hidden of ['schedule.betaStart', 'schedule.rho', 'schedule.space', 'objective.p2K', 'objective.offsetNoise', 'optimizer.momentum', 'optimizer.cycleRise', 'sampling.churn', 'sampling.gridRho', 'sampling.guidance', 'sampling.clipValue']) {
      expect(plain).not.toContain(hidden);
    }
    expect(relevant({ schedule: { kind: 'edm' }, objective: { weighting: 'p2', density: 'log-normal' }, optimizer: { kind: 'muon', decay: 'one-cycle' }, sampling: { sampler: 'heun', spacing: 'karras', clip: 'dynamic' } }))
      .toEqual(expect.arrayContaining(['schedule.rho', 'schedule.sigmaData', 'objective.p2K', 'objective.logNormalMean', 'optimizer.muonScale', 'optimizer.cycleRise', 'sampling.churn', 'sampling.gridRho', 'sampling.clipQuantile']));
    expect(isRelevant('sampling.schedule.sigmaData', parseRecipe({ schedule: { kind: 'edm' }, sampling: { schedule: { kind: 'edm' } } }))).toBe(false);
    expect(relevant({ data: { kind: 'digits' }, sampling: { guidance: 2 } })).toEqual(expect.arrayContaining(['objective.offsetNoise', 'sampling.guidanceRescale']));
  });
  it('of another kind begins with its usual numbers, which are what a recipe of that kind has', () => {
    const { schedule, optimizer } = parseRecipe({ schedule: { kind: 'linear', zeroTerminalSnr: true }, optimizer: { kind: 'sgd', learningRate: 0.01 } });
    for (const kind of scheduleKinds.filter((one) => one !== 'scaled-linear')) {
      const { zeroTerminalSnr, ...shape } = scheduleOfKind(kind, { ...schedule, points: parseRecipe({ schedule: { kind } }).schedule.points });
      expect({ ...parseRecipe({ schedule: { kind } }).schedule, zeroTerminalSnr }).toEqual({ ...shape, zeroTerminalSnr: kind !== 'variance-exploding' });
    }
    expect(scheduleOfKind('scaled-linear', schedule)).toMatchObject({ betaStart: 0.00085, betaEnd: 0.012 });
    for (const kind of optimizerKinds) expect(optimizerOfKind(kind, optimizer, false)).toEqual(parseRecipe({ optimizer: { kind } }).optimizer);
    expect(settingDefault('euler-ancestral', 'eta')).toBe(1);
    expect(settingDefault('ddim', 'eta')).toBe(0);
  });
});

describe('presets', () => {
  it.each([...distributionNames, 'word', 'shapes', 'creatures', 'textures', 'phantoms'])('%s is a recipe with its own data', (name) => {
    expect(preset(name)).toMatchObject({ name, data: { kind: name } });
  });
  it.each(modelSizeNames)('%s has the network of that size, for pictures that fit it', (name) => {
    const { data, model } = preset(name);
    if (model.kind !== 'unet2d' || !isImageData(data)) throw new Error(`${name} is no recipe on pictures.`);
    expect(modelSizeOf(model)).toBe(name);
    expect(unetProblems(model, data.size)).toEqual([]);
  });
  it('are fresh copies', () => {
    expect(preset('rings')).not.toBe(preset('rings'));
  });
  it('answer an unknown name with the known ones', () => {
    expect(() => preset('moon')).toThrow('There is no preset "moon". The presets are eight-gaussians, two-moons,');
  });
});

const wider = ({ model }: Recipe): Recipe['model'] => (model.kind === 'mlp' ? { ...model, width: 96 } : model);

describe('differences', () => {
  const base = preset('eight-gaussians');
  const changed = (change: Partial<Recipe>): Recipe => ({ ...base, ...change });

  it('are the paths of the changed fields', () => {
    expect(differences(base, preset('eight-gaussians'))).toEqual([]);
    expect(differences(base, changed({ model: wider(base), training: { ...base.training, batch: 8 } }))).toEqual(['model.width', 'training.batch']);
    expect(differences(base, changed({ data: { kind: 'word', text: 'hi', count: 50_000, seed: 1 } }))).toEqual(['data.kind', 'data.text']);
    expect(differences(base, changed({ sampling: { ...base.sampling, schedule: base.schedule } }))).toEqual(['sampling.schedule']);
    expect(differences(base, changed({ schedule: { ...base.schedule, points: [{ u: 0, value: 1 }] } }))).toEqual(['schedule.points']);
  });
  it('need a restart unless the running model can take them over', () => {
    const wanted = changed({
      name: 'x', model: wider(base), training: { ...base.training, batch: 8, emaDecay: 0, seed: 2 }, optimizer: { ...base.optimizer, learningRate: 1e-4, beta1: 0.5 },
      schedule: { ...base.schedule, kind: 'linear', timesteps: 100, points: [{ u: 0, value: 1 }] }, sampling: { ...base.sampling, steps: 10, schedule: base.schedule },
    });
    expect(needsRestart(base, wanted)).toEqual(['model.width', 'optimizer.beta1', 'training.seed']);
    const detached = changed({ sampling: { ...base.sampling, schedule: base.schedule } });
    expect(needsRestart(detached, changed({ sampling: { ...base.sampling, schedule: { ...base.schedule, timesteps: 50 } } }))).toEqual([]);
    expect(optionAt('sampling.schedule.timesteps').label).toBe('Timesteps T');
  });

  it('leave the running optimizer its learning rate while another one waits for a restart', () => {
    const { optimizer } = base;
    const faster = changed({ optimizer: { ...optimizer, learningRate: 0.01 } });
    expect(takenOver(base, faster).optimizer.learningRate).toBe(0.01);
    const other = changed({ optimizer: { ...optimizer, kind: 'sgd', learningRate: 0.05, decay: 'linear' } });
    expect(takenOver(base, other).optimizer).toEqual({ ...optimizer, decay: 'linear' });
  });
});

describe('recipes on pictures', () => {
  const digits = { data: { kind: 'digits' } };
  it('get a U-Net and defaults of their own', () => {
    const recipe = parseRecipe(digits);
    expect(recipe.model).toEqual(modelSizes.tiny.model);
    expect(recipe.data).toMatchObject({ size: 16, colour: 'grey', range: 'symmetric', classes: null, conditional: true, count: numberOption('data.count', true).default });
    expect(recipe.training.batch).toBe(numberOption('training.batch', true).default);
    expect(parseRecipe({ data: { kind: 'creatures' } }).data).toMatchObject({ colour: 'colour' });
    expect(recipe.sampling).toMatchObject({ guidance: 1, label: 'each' });
    expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  });
  it('keep to networks that fit', () => {
    expect(refusals({ ...digits, model: { kind: 'mlp' } })).toEqual(['model.kind is "mlp", which draws points; pictures of digits take "unet2d".']);
    expect(refusals({ data: { kind: 'rings' }, model: { kind: 'unet2d' } })).toEqual(['model.kind is "unet2d", which draws pictures; data of kind rings takes "mlp".']);
    expect(refusals({ ...digits, model: { blockChannels: [32, 40], attention: [false] } })).toEqual([
      'model.attention is [false]; it takes a list of 2 times true or false, one for each entry of blockChannels.',
      'model.headChannels is 16; it takes a number that divides the channels where attention is, here 40.',
    ]);
    expect(refusals({ ...digits, model: { blockChannels: [32, 33] } })[0]).toBe('model.blockChannels is [32,33]; it takes a list of 1 to 5 even numbers from 2 to 512, the channels at each resolution.');
    expect(refusals({ ...digits, model: { normGroups: 7 } })).toEqual(['model.normGroups is 7; it takes a number that divides all of 16, 32, 32.']);
    expect(refusals({ data: { kind: 'digits', size: 20 }, model: { blockChannels: [16, 16, 16, 16] } })).toEqual(['model.blockChannels has 4 resolutions, so that the size of the pictures is halved 3 times; that needs a multiple of 8, and the size is 20.']);
  });
  it('name what is wrong with their data', () => {
    expect(refusals({ data: { kind: 'digits', classes: [1, 1] } })).toEqual(['data.classes is [1,1]; it takes null for all classes, or a list of their numbers, counted from 0, each once.']);
    expect(refusals({ data: { kind: 'digits', size: 18 } })).toEqual(['data.size is 18; it takes a multiple of 4 from 8 to 64.']);
    expect(refusals({ data: { kind: 'digits', crop: 'fit' } })[0]).toMatch(/^data\.crop is not a field of data; got "fit"\./);
    expect(refusals({ data: { kind: 'digits', colour: 'blue' } })).toEqual(['data.colour is "blue"; it takes one of grey, colour.']);
    expect(refusals({ ...digits, sampling: { label: 'seven' } })).toEqual(['sampling.label is "seven"; it takes "each", "none", or the number of a class, counted from 0.']);
  });
  it('are endless only where the pictures are made', () => {
    expect(parseRecipe(digits).data).toMatchObject({ endless: false });
    expect(parseRecipe({ data: { kind: 'shapes', endless: true } }).data).toMatchObject({ endless: true });
    expect(refusals({ data: { kind: 'letters', endless: true } })[0]).toMatch(/^data\.endless is not a field of data; got true\./);
    expect(refusals({ data: { kind: 'digits', endless: 1 } })).toEqual(['data.endless is 1; it takes true or false.']);
    expect(needsRestart(parseRecipe(digits), parseRecipe({ data: { kind: 'digits', endless: true } }))).toEqual(['data.endless']);
  });
  it('take words as classes', () => {
    expect(wordsOf(' a  b a\nc ')).toEqual(['a', 'b', 'c']);
    expect(wordsProblem('  ')).toBe('Write at least one letter.');
    expect(wordsProblem('hello')).toBe('"hello" has more than 4 characters, too many for so small a picture; put spaces between.');
    expect(wordsProblem(Array.from({ length: 63 }, (_, i) => String(i)).join(' '))).toBe('There are 63 different letters or words; give at most 62.');
    expect(wordsProblem('ä ß 字')).toBeNull();
  });
});
