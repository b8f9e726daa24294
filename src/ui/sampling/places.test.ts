import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinationProblems } from '../../recipe/combinations.ts';
import { gridNames } from '../../diffusion/grids.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { preset } from '../../recipe/presets.ts';
import { addPlace, fitPlaces, movePlace, placesFit, placesText, readPlaces, removePlace, withPlaces, withSpacing } from './places.ts';

const moons = preset('two-moons');
const T = moons.schedule.timesteps;
const table = makeNoiseTable(moons.schedule);
const isFalling = (places: readonly number[]): boolean => places.every((place, i) => place < (places[i - 1] ?? Infinity));

describe('steps placed by hand', () => {
  it.each(gridNames.filter((name) => name !== 'hand-placed'))('begin where %s spacing puts them', (spacing) => {
    for (const steps of [1, 2, 7, 50, T]) {
      const byHand = withSpacing({ ...moons.sampling, spacing, steps }, 'hand-placed', table);
      expect(byHand).toMatchObject({ spacing: 'hand-placed', steps: byHand.places.length });
      expect(placesFit(byHand.places, byHand.steps, T)).toBe(true);
      // Levels in the same ten thousandth of a timestep become one.
      expect(byHand.places.length).toBeGreaterThan(0.95 * steps);
      expect(combinationProblems({ ...moons, sampling: byHand })).toEqual([]);
    }
  });

  it('are kept while another spacing is tried, and steps follow their number', () => {
    const byHand = withPlaces({ ...moons.sampling, spacing: 'hand-placed' }, [180, 90, 2.5]);
    const karras = withSpacing({ ...byHand, steps: 3 }, 'karras', table);
    expect(karras.places).toEqual([180, 90, 2.5]);
    expect(withSpacing({ ...karras, steps: 40 }, 'hand-placed', table)).toMatchObject({ steps: 3, places: [180, 90, 2.5] });
    expect(withSpacing({ ...moons.sampling, steps: 10 }, 'hand-placed', null)).toMatchObject({ spacing: 'hand-placed', places: [] });
  });

  it('move between their neighbours, on whole timesteps where there are free ones', () => {
    expect(movePlace([100, 50, 10], 1, 60.4, 200)).toEqual([100, 60, 10]);
    expect(movePlace([100, 50, 10], 1, 500, 200)).toEqual([100, 99, 10]);
    expect(movePlace([100, 50, 10], 1, -5, 200)).toEqual([100, 11, 10]);
    expect(movePlace([100, 50, 10], 0, 500, 200)).toEqual([199, 50, 10]);
    expect(movePlace([100, 50, 10], 2, -5, 200)).toEqual([100, 50, 0]);
    expect(movePlace([3, 2.5, 2], 1, 2.2, 200)).toEqual([3, 2.2, 2]);
    expect(movePlace([3, 2.9999, 2.9998], 1, 2.2, 200)).toEqual([3, 2.9999, 2.9998]);
  });

  it('are added below a step or in the widest gap, and removed down to one', () => {
    expect(addPlace([100, 50, 10], 200)).toEqual({ places: [150, 100, 50, 10], index: 0 });
    expect(addPlace([100, 50, 10], 200, 1)).toEqual({ places: [100, 50, 30, 10], index: 2 });
    expect(addPlace([100, 50, 10], 200, 2)).toEqual({ places: [100, 50, 10, 5], index: 3 });
    expect(addPlace([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], 10), 'as many as timesteps').toBeNull();
    expect(addPlace([5, 4], 10, 0)).toEqual({ places: [5, 4.5, 4], index: 1 });
    expect(removePlace([100, 50, 10], 2)).toEqual({ places: [100, 50], index: 1 });
    expect(removePlace([100], 0)).toBeNull();
  });

  it('stay falling within the schedule whatever is done to them', () => {
    const action = fc.tuple(fc.constantFrom('move', 'add', 'remove'), fc.nat(), fc.double({ min: -10, max: 60, noNaN: true }));
    fc.assert(fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      let places: readonly number[] = [49, 20, 0];
      for (const [what, which, to] of actions) {
        const index = which % places.length;
        places = what === 'move' ? movePlace(places, index, to, 50) : (what === 'add' ? addPlace(places, 50, index) : removePlace(places, index))?.places ?? places;
        expect(placesFit(places, places.length, 50), placesText(places)).toBe(true);
      }
    }), { numRuns: 200 });
  });

  it('are fitted to a shorter schedule', () => {
    expect(fitPlaces([199, 100, 0], 100)).toEqual([99, 49.7487, 0]);
    expect(fitPlaces([80, 20], 100)).toEqual([80, 20]);
    expect(fitPlaces([], 100)).toEqual([99]);
    const many = fitPlaces(Array.from({ length: 200 }, (_, i) => 199 - i), 10);
    expect(many).toHaveLength(10);
    expect(isFalling(many)).toBe(true);
    expect(placesFit(many, 10, 10)).toBe(true);
  });

  it('are read from text in any order, and written back', () => {
    expect(readPlaces('10, 199;50\n 2.5', 200)).toEqual({ places: [199, 50, 10, 2.5] });
    expect(placesText([199, 50, 10, 2.5])).toBe('199, 50, 10, 2.5');
    const problem = (text: string) => { const read = readPlaces(text, 200); return 'problem' in read ? read.problem : ''; };
    expect(problem('')).toBe('Write at least one timestep from 0 to 199.');
    expect(problem('10, ten')).toMatch(/^“ten” is not a timestep/);
    expect(problem('-3')).toMatch(/^“-3” is not a timestep/);
    expect(problem('10, 200')).toBe('200 lies outside the schedule; its timesteps go from 0 to 199.');
    expect(problem('10, 5, 10')).toBe('Two steps lie at 10; give each a timestep of its own.');
    const crowd = readPlaces(Array.from({ length: 12 }, (_, i) => i * 0.5).join(' '), 10);
    expect('problem' in crowd && crowd.problem).toMatch(/^There are 12 steps/);
  });
});
