import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speak } from './language.ts';
import { groupedNumber, say, sayCount } from './say.ts';
import { sayText } from './sayText.ts';

vi.mock('./german.ts', () => ({
  german: {
    'Step {0} of {1}': 'Schritt {0} von {1}',
    '{0} of {1} cells': 'Von {1} Feldern {0}',
    'one step': 'ein Schritt',
    '{0} steps': '{0} Schritte',
    '{0} steps in {1}': '{0} Schritte in {1}',
    'Learning rate': 'Lernrate',
    '{0} takes a number, {1}.': '{0} braucht eine Zahl, {1}.',
    '{0} to {1}': '{0} bis {1}',
    'The file {0} is empty.': 'Die Datei {0} ist leer.',
    'Choose another.': 'Wählen Sie eine andere.',
    '{0} (more)': '{0} (mehr)',
    'a+b (c) {0}?': 'A+B (C) {0}?',
  },
}));

const steps = (n: number) => sayCount(n, 'one step', '{0} steps');

describe('in English', () => {
  it('texts are what they are', () => {
    expect(say`Step ${3} of ${10}`).toBe('Step 3 of 10');
    expect([1, 2, 12345].map(steps)).toEqual(['one step', '2 steps', '12,345 steps']);
    expect(sayText('Learning rate takes a number, 0 to 1.')).toBe('Learning rate takes a number, 0 to 1.');
  });
});

describe('in German', () => {
  beforeEach(() => speak('de'));
  afterEach(() => speak('en'));

  it('a text has its holes where German wants them', () => {
    expect(say`Step ${3} of ${10}`).toBe('Schritt 3 von 10');
    expect(say`${4} of ${9} cells`).toBe('Von 9 Feldern 4');
  });
  it('a hole filled with braces stays what it is', () => { expect(say`Step ${'{1}'} of ${'$&'}`).toBe('Schritt {1} von $&'); });
  it('a text without German stays English', () => {
    expect(say`Nothing of ${'this'}`).toBe('Nothing of this');
    expect(sayText('Nothing of this')).toBe('Nothing of this');
  });
  it('counts by its rules, with narrow spaces between thousands', () => {
    expect([0, 1, 2, 12345].map(steps)).toEqual(['0 Schritte', 'ein Schritt', '2 Schritte', '12\u202f345 Schritte']);
    expect(sayCount(5, 'one step', '{0} steps in {1}', 'Ulm')).toBe('5 Schritte in Ulm');
    expect(groupedNumber(1234567)).toBe('1\u202f234\u202f567');
  });

  it('finds the sentence whose holes a text fills, and what stands in them', () => {
    expect(sayText('Learning rate takes a number, 0.1 to 1.')).toBe('Lernrate braucht eine Zahl, 0,1 bis 1.');
    expect(sayText('3,400 of 40,000 cells')).toBe('Von 40\u202f000 Feldern 3\u202f400');
    expect(sayText('a+b (c) d?')).toBe('A+B (C) d?');
  });
  it('goes through lines, and through lists of known words', () => {
    expect(sayText('Choose another.\nSomething else\n5 steps')).toBe('Wählen Sie eine andere.\nSomething else\n5 Schritte');
    expect(sayText('Learning rate, one step takes a number, 0 to 1.')).toBe('Lernrate, ein Schritt braucht eine Zahl, 0 bis 1.');
    expect(sayText('Learning rate, rho')).toBe('Learning rate, rho');
  });
  it('does not turn single small words of a sentence that it does not know', () => {
    expect(sayText('What the reverse steps need to tell the data')).toBe('What the reverse steps need to tell the data');
  });
  it('keeps a name before a colon', () => {
    expect(sayText('a b.csv: The file x is empty. 5 steps')).toBe('a b.csv: Die Datei x ist leer. 5 Schritte');
    expect(sayText('a b.csv: Nobody knows this.')).toBe('a b.csv: Nobody knows this.');
  });
  it('takes the sentence with the most text of its own', () => {
    expect(sayText('12 steps in 3 s')).toBe('12 Schritte in 3 s');
    expect(sayText('5 steps (more)')).toBe('5 Schritte (mehr)');
  });
  it('does not find a short pattern in any sentence', () => {
    expect(sayText('up to you')).toBe('up to you');
    expect(sayText('0.5 to 2')).toBe('0,5 bis 2');
    expect(sayText('Learning rate to one step')).toBe('Lernrate bis ein Schritt');
  });
  it('says several sentences one by one', () => {
    expect(sayText('The file a.png is empty. The file b.png is empty. Choose another.')).toBe('Die Datei a.png ist leer. Die Datei b.png ist leer. Wählen Sie eine andere.');
  });
  it('does not leave half of a text', () => { expect(sayText('The file a.png is empty. It has no letters.')).toBe('Die Datei a.png is empty. It has no letters.'.replace('Die Datei', 'The file')); });
});
