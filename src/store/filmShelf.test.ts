import { describe, expect, it } from 'vitest';
import { FilmShelf } from './filmShelf.ts';
import { trajectory } from './fixtures/loadedStore.ts';

const film = (trainedSteps: number, megabytes = 0) => ({ ...trajectory, trainedSteps, states: [new Float32Array(megabytes * 2 ** 18)], predictions: [] });

describe('the shelf of films', () => {
  it('gives back what was put on it', () => {
    const shelf = new FilmShelf();
    const one = film(1);
    shelf.put('a', one);
    expect([shelf.get('a'), shelf.get('b')]).toEqual([one, null]);
  });
  it('keeps sixteen, those looked at last', () => {
    const shelf = new FilmShelf();
    for (let i = 0; i < 16; i++) shelf.put(String(i), film(i));
    shelf.get('0');
    shelf.put('more', film(16));
    expect([shelf.get('0') === null, shelf.get('1') === null, shelf.get('2') === null]).toEqual([false, true, false]);
  });
  it('keeps no more bytes than it may, and none that would take them all', () => {
    const shelf = new FilmShelf();
    shelf.put('a', film(1, 60));
    shelf.put('b', film(2, 60));
    shelf.put('c', film(3, 60));
    expect(['a', 'b', 'c'].map((key) => shelf.get(key) !== null)).toEqual([false, true, true]);
    shelf.put('d', film(4, 129));
    expect(['b', 'c', 'd'].map((key) => shelf.get(key) !== null)).toEqual([true, true, false]);
  });
  it('drops what is past', () => {
    const shelf = new FilmShelf();
    shelf.put('a', film(1));
    shelf.put('b', film(2));
    shelf.drop(({ trainedSteps }) => trainedSteps < 2);
    expect([shelf.get('a') === null, shelf.get('b') === null]).toEqual([true, false]);
  });
});
