/** Options of a recipe's data. */
import { LONGEST_WORD } from '../data/strokeFont.ts';
import { choice, type Option, real, seed, whole } from './optionKinds.ts';

export const dataOptions: readonly Option[] = [
  choice('data.kind', true, {
    label: 'Data', help: 'What the model learns to draw: a cloud of points in the plane, or pictures.', default: 'eight-gaussians',
    choices: [
      { value: 'eight-gaussians', label: 'Eight Gaussians', help: 'Eight round clouds on a circle.' },
      { value: 'two-moons', label: 'Two moons', help: 'Two half circles that reach into each other.' },
      { value: 'swiss-roll', label: 'Swiss roll', help: 'One spiral that grows outwards.' },
      { value: 'checkerboard', label: 'Checkerboard', help: 'Every other square of a board, with sharp edges.' },
      { value: 'spiral', label: 'Spiral', help: 'Two spiral arms.' },
      { value: 'rings', label: 'Rings', help: 'Circles inside one another.' },
      { value: 'pinwheel', label: 'Pinwheel', help: 'Blades bent round a centre.' },
      { value: 's-curve', label: 'S-curve', help: 'A band in the shape of an S.' },
      { value: 'word', label: 'A word', help: 'The letters of a word you type.' },
      { value: 'drawing', label: 'A drawing', help: 'Strokes you draw with mouse or finger.' },
      { value: 'points', label: 'Your points', help: 'Points from a CSV file of yours.' },
      { value: 'shapes', label: 'Shapes', help: 'Circles, squares, stars and other geometric shapes.' },
      { value: 'digits', label: 'Digits', help: 'Handwritten digits from 0 to 9, drawn from stroke skeletons.' },
      { value: 'creatures', label: 'Creatures', help: 'Little pixel-art creatures with mirror symmetry.' },
      { value: 'textures', label: 'Textures', help: 'Stripes, checks, spots and gradients.' },
      { value: 'phantoms', label: 'Phantoms', help: 'Cross-sections of heads made of ellipses, as used to test medical imaging.' },
      { value: 'letters', label: 'Letters', help: 'Letters or short words in the fonts of this machine.' },
      { value: 'images', label: 'Your pictures', help: 'Pictures from files of yours; they stay on this computer.' },
    ],
  }),
  whole('data.count', true, { label: 'Data points', help: 'How many points the data set has; training draws its batches from them.', min: 100, max: 200_000, step: 100, scale: 'log', default: 50_000,
    pictures: { label: 'Pictures', help: 'How many pictures there are at most; training draws its batches from them.', min: 1, max: 100_000, default: 6000 } }),
  seed('data.seed', true, 'Another seed draws other data of the same kind.'),
  { kind: 'text', path: 'data.text', restart: true, label: 'Word', help: 'The letters whose ink the points are drawn from.', maxLength: LONGEST_WORD, default: 'hello' },
  real('data.penWidth', true, { label: 'Pen width', unit: 'of the square', help: 'How wide the strokes of a drawing are, as a fraction of the drawing square.', min: 0.005, max: 0.2, step: 0.005, scale: 'linear', default: 0.03 }),
  { kind: 'text', path: 'data.name', restart: false, label: 'Name of the data', help: 'Shown beside data from files, usually the name of the file.', maxLength: 200, default: 'my files' },
];

/** Of recipes on pictures only. */
export const pictureOptions: readonly Option[] = [
  { kind: 'text', path: 'data.words', restart: true, label: 'Letters or words', help: 'What is written, with spaces between: each letter or word becomes a class.', maxLength: 400, default: 'A B C D E F' },
  { kind: 'text', path: 'data.source', restart: true, label: 'Fingerprint of the files', help: 'Tells the opened files from others.', maxLength: 100, default: 'none' },
  choice('data.crop', true, {
    label: 'Crop', help: 'How pictures that are not square become square.', default: 'centre',
    choices: [
      { value: 'centre', label: 'Centre', help: 'What is too long is cut off on both sides.' },
      { value: 'fit', label: 'Fit', help: 'All of it is kept; bars fill the rest.' },
    ],
  }),
  whole('data.size', true, { label: 'Size', unit: 'pixels', help: 'Width and height of the pictures; twice the size is about four times the work.', min: 8, max: 64, step: 4, multipleOf: 4, scale: 'linear', default: 16 }),
  choice('data.colour', true, {
    label: 'Colour', help: 'Whether the model paints in grey or in colour.', default: 'grey',
    choices: [
      { value: 'grey', label: 'Grey', help: 'One channel of brightness.' },
      { value: 'colour', label: 'Colour', help: 'Three channels: red, green and blue.' },
    ],
  }),
  choice('data.range', true, {
    label: 'Value range', help: 'The numbers in which the model sees brightness.', default: 'symmetric',
    choices: [
      { value: 'symmetric', label: '−1 to 1', help: 'Black is −1 and white is 1, as in most diffusion models.' },
      { value: 'unit', label: '0 to 1', help: 'Black is 0 and white is 1; the noise then weighs more against the picture.' },
      { value: 'standardised', label: 'Standardised', help: 'Shifted and scaled so that all training pictures together have mean 0 and variance 1.' },
    ],
  }),
  { kind: 'switch', path: 'data.endless', restart: true, label: 'Endless', help: 'New pictures keep coming while it trains, so that the model cannot learn them by heart; as many as you say are there at a time.', default: false },
  { kind: 'switch', path: 'data.mirror', restart: true, label: 'Mirror', help: 'Shows half of the pictures mirrored left to right, which doubles the data; not for digits and letters.', default: false },
  whole('data.shift', true, { label: 'Shift', unit: 'pixels', help: 'Moves each picture at random by up to this many pixels, which varies the data.', min: 0, max: 8, step: 1, scale: 'linear', default: 0 }),
  real('data.heldOut', true, { label: 'Held out', unit: 'of the pictures', help: 'Share of the pictures that is never trained on, for honest tests afterwards.', min: 0, max: 0.5, step: 0.01, scale: 'linear', default: 0.1 }),
  { kind: 'switch', path: 'data.conditional', restart: true, label: 'Learn the classes', help: 'Tells the model the class of each picture, so that you can ask for one class later.', default: true },
];
