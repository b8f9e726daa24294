import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { german } from '../words/german.ts';
import { isTest } from './directions.ts';
import { filesBelow, readSources, root } from './sources.ts';
import { textsOf } from './texts.ts';

/** What stands on the page as it is in every language: names of products, files and symbols. */
const names: readonly string[] = ['Diffusion Playground', 'k-diffusion:', '· diffusers:', 'log-SNR', 'SNR', 'xₜ'];

/** What reads like words but is none for people, by the file that has it. */
const noWords: Readonly<Record<string, RegExp>> = {
  'src/': /^rgb\(|px \{|^\((prefers|forced|pointer)[-:]|^color-mix\(|^translate\(|^M\{0\}/,
  'src/ui/schedule/SavedEntry.tsx': /^input, button$/,
  'src/ui/schedule/views.ts': /^xₜ$/,
  'src/ui/header/LanguageSwitch.tsx': /Deutsch|English/,
  // Answers of an option and symbols of the field.
  'src/ui/data/pictures/pictureChoice.ts': /^each$|^Data of kind/,
  'src/ui/lessons/content/guidance.ts': /^each$/,
  'src/ui/insight/DensityPanel.tsx': /^ln p$/,
  'src/ui/network/layerWords.ts': /^sin\(|^softmax\(/,
  'src/ui/ways/': /^<iframe|^input:not|^Diffusion Playground$/,
  'src/ui/glossary/terms.ts': /^∇ log p$|^xt$/,
  'src/ui/theatre/useFields.ts': /^(ideal|model) \{0\}/,
  // Mistakes of whoever writes the program.
  'src/ui/data/dataChoice.ts': /^The preset/,
  'src/ui/lessons/interpreter.ts': /^The lesson takes/,
  'src/ui/lessons/lessons.ts': /^There is no lesson/,
  'src/ui/network/networkLayout.ts': /^No block/,
  'src/ui/playground.ts': /outside PlaygroundContext/,
  'src/main.tsx': /^index\.html|answered with status/,
  'src/plot/filmSheets.ts': /has the shape/,
};
/** Rooms' files whose sentences only meet who writes the program or types commands: the page never asks what they refuse. */
const withoutReaders: readonly string[] = [
  'data/images/creatures', 'data/images/endlessWindow', 'data/images/fromFiles', 'data/images/geometricShapes', 'data/images/handwrittenDigits', 'data/images/madeImages', 'data/images/textures',
  'diffusion/cholesky', 'diffusion/density', 'diffusion/drawnSchedule', 'diffusion/expressions', 'diffusion/jacobianTrace', 'diffusion/kernelDensity', 'diffusion/levelDenoiser',
  'diffusion/likelihoodUnits', 'diffusion/measuredBound', 'diffusion/noiseTable', 'diffusion/run', 'diffusion/timestepDensities', 'diffusion/variationalBound',
  'formats/diffusersFolder', 'formats/npy', 'formats/safetensors', 'recipe/fields', 'recipe/optionValues', 'recipe/options', 'recipe/relevance', 'store/fakeClient',
  'train/classifierRun', 'train/imageLearner', 'train/layerGraphs', 'train/layerWatch', 'train/modelDenoiser', 'train/runMemory', 'train/startingNoise', 'train/trainProgram', 'train/trainer', 'train/trajectory', 'worker/worker',
].map((file) => `src/${file}.ts`);
const isNoWord = ({ key, at }: { key: string; at: string }): boolean => Object.entries(noWords).some(([file, texts]) => at.startsWith(file) && texts.test(key));

const sources = readSources().filter(({ path }) => /^src\/(ui|plot)\/|^src\/main\.tsx$/.test(path) && !isTest(path));
const textsIn = (files: typeof sources) => files.map(({ path, text }) => textsOf(path, text));

describe('texts of the page', () => {
  it('have German where they are said', () => {
    expect(textsIn(sources).flatMap(({ said }) => said).filter(({ key }) => german[key] === undefined)).toEqual([]);
  });
  it('have German where they are held, to be said when they are drawn', () => {
    expect(textsIn(sources).flatMap(({ held }) => held).filter((text) => german[text.key] === undefined && !isNoWord(text))).toEqual([]);
  });
  it('are said where they are drawn', () => {
    expect(textsIn(sources).flatMap(({ unsaid }) => unsaid).filter(({ key }) => !names.includes(key))).toEqual([]);
  });
  it('are said anew each time they are drawn: neither in constants of a module nor in memos', () => {
    expect(textsIn(sources).flatMap(({ kept }) => kept)).toEqual([]);
  });
  it('are not in style sheets', () => {
    const worded = filesBelow('src', ['.css']).filter((path) => /content: *['"][^'"]*\p{L}{2}/u.test(readFileSync(join(root, path), 'utf8')));
    expect(worded).toEqual([]);
  });
});

describe('sentences that other rooms write', () => {
  it('have German, as a whole or in the parts that they are made of', () => {
    const rooms = readSources().filter(({ path }) => /^src\/(recipe|diffusion|data|formats|train|worker|store|client)\//.test(path) && !isTest(path) && !withoutReaders.includes(path));
    const sentences = textsIn(rooms).flatMap(({ held }) => held).filter(({ key }) => /^[\p{Lu}{].* .*\.$/su.test(key));
    const keys = Object.keys(german).join('\n');
    const longestPart = (key: string) => key.split(/\{\d+\}|(?<=[.!?]) /).reduce((longest, part) => (part.length > longest.length ? part : longest), '').trim();
    expect(sentences.filter((text) => !keys.includes(longestPart(text.key)) && !isNoWord(text))).toEqual([]);
  });
});

describe('the search for texts', () => {
  const keys = (text: string, kind: 'said' | 'held' | 'unsaid' | 'kept') => textsOf('src/ui/A.tsx', text)[kind].map(({ key }) => key);

  it('knows what is said, with its holes', () => {
    const text = 'const A = () => <p title={say`Step ${n} of ${total}`}>{sayCount(n, "one step", "{0} steps")}{sayText(on ? "On" : "Off")}{sayNodes`Press ${<b/>}`}</p>;';
    expect(keys(text, 'said').toSorted()).toEqual(['Off', 'On', 'Press {0}', 'Step {0} of {1}', 'one step', '{0} steps']);
    expect(keys(text, 'unsaid')).toEqual([]);
  });
  it('sees what is drawn unsaid: as text, in attributes, in choices, and in the holes of what is said', () => {
    expect(keys('const A = () => <p>Some text {on ? "on" : say`off`}</p>;', 'unsaid').toSorted()).toEqual(['Some text', 'on']);
    expect(keys('const A = () => <i aria-label={`${n} left`} title="Ho" className="some class" />;', 'unsaid').toSorted()).toEqual(['Ho', '{0} left']);
    expect(keys('const A = () => say`${n} ${n === 1 ? "step" : "steps"}`;', 'unsaid').toSorted()).toEqual(['step', 'steps']);
    expect(keys('const A = () => <p>{value} × 3</p>;', 'unsaid')).toEqual([]);
  });
  it('sees what is said once and kept', () => {
    expect(keys('const name = say`Once`; function A() { const b = useMemo(() => sayText("Kept"), []); return say`Anew`; }', 'kept')).toEqual(['Once', 'Kept']);
  });
  it('finds texts in constants and in sentences made in code', () => {
    expect(keys('const choices = [{ value: "live", label: "Live" }]; const name = "live";', 'held')).toEqual(['Live']);
    expect(keys('const problem = (n: number) => `There are ${n} of them.`;', 'held')).toEqual(['There are {0} of them.']);
    expect(keys('const s = `The first of ${n} ` + word + " is not here.";', 'held')).toEqual(['The first of {0} {1} is not here.']);
    expect(keys('const s = results[`${method} model`]; const p = `M${x} ${y}h0`;', 'held')).toEqual([]);
  });
});
