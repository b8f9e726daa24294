import { describe, expect, it } from 'vitest';
import { parseArguments, UsageError } from './arguments.ts';

const parse = (...words: string[]) => parseArguments('try', words, [1, 1], ['steps', 'rate', 'mode'], ['all']);

describe('parseArguments', () => {
  it('reads words, values and switches in any order', () => {
    const read = parse('--steps', '12', 'here', '--all', '--rate=1e-3');
    expect(read.positional).toEqual(['here']);
    expect(read.whole('steps', 1, 100)).toBe(12);
    expect(read.number('rate', 0, 1)).toBe(0.001);
    expect(read.has('all')).toBe(true);
    expect(read.oneOf('mode', ['a'])).toBeUndefined();
  });
  it.each<[string[], string]>([
    [[], 'try needs one word before its options; see "help".'],
    [['a', 'b'], 'try does not know what to do with "b".'],
    [['a', '--stpes', '1'], 'try does not know --stpes. It takes --steps, --rate, --mode, --all.'],
    [['a', '--steps'], '--steps needs a value after it.'],
    [['a', '--steps', '--all'], '--steps needs a value after it.'],
    [['a', '--all=1'], '--all takes no value; got "1".'],
    [['a', '--steps', '1', '--steps', '2'], '--steps is given twice.'],
  ])('%j: %s', (words, sentence) => {
    expect(() => parse(...words)).toThrow(new UsageError(sentence));
  });
  it('checks numbers and names when they are asked for', () => {
    const sentence = '--steps is "many"; it takes a whole number from 1 to 100.';
    expect(() => parse('a', '--steps', 'many').whole('steps', 1, 100)).toThrow(sentence);
    for (const text of ['0', '101', '1.5', '0x10', '', 'Infinity', '1e999']) expect(() => parse('a', `--steps=${text}`).whole('steps', 1, 100)).toThrow(UsageError);
    expect(() => parse('a', '--mode', 'c').oneOf('mode', ['a', 'b'])).toThrow('--mode is "c"; it takes one of a, b.');
    expect(() => parse('a').required('mode', 'how to do it')).toThrow('try needs --mode: how to do it.');
  });
  it('takes all words up to the next argument for those that take several', () => {
    const given = parseArguments('try', ['a', '--data', 'x', 'y z', '--steps', '3', '--data=-w'], [1, 1], ['steps'], [], ['data']);
    expect([given.positional, given.all('data'), given.all('other'), given.whole('steps', 1, 9)]).toEqual([['a'], ['x', 'y z', '-w'], [], 3]);
    expect(() => parseArguments('try', ['--data', '--steps', '3'], [0, 1], ['steps'], [], ['data'])).toThrow(new UsageError('--data needs a value after it.'));
  });
});
