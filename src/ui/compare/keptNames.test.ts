import { describe, expect, it } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import { trajectory } from '../../store/fixtures/loadedStore.ts';
import { sampleRequest } from '../../store/previewRequest.ts';
import { firstColumns } from './columns.ts';
import type { KeptFilm } from './desk.ts';
import { keptName, keptNameProblem, LONGEST_KEPT_NAME } from './keptNames.ts';

const recipe = preset('two-moons');
const [column] = firstColumns(recipe);
if (!column) throw new Error('There is a column to begin with.');
let ids = 0;
const kept = (part: Partial<KeptFilm> = {}): KeptFilm => ({
  id: (ids += 1), name: null, column: { ...column, sampler: 'ddim', steps: 10 }, recipe, film: { ...trajectory, trainedSteps: 2000 }, distance: null, points: null, pictures: null,
  request: sampleRequest(recipe), ...part,
});

describe('kept films', () => {
  it('are called by what they are', () => {
    const film = kept();
    expect(keptName(film, [film])).toBe('Two moons, step 2,000: DDIM, 10 steps');
    const ideal = kept({ column: { ...film.column, of: 'ideal', steps: 1 } });
    expect(keptName(ideal, [ideal])).toBe('Two moons, perfect model: DDIM, 1 step');
  });
  it('name the schedule where it differs from the usual and from the trained one', () => {
    const other = { ...recipe.schedule, kind: 'sigmoid' } as const;
    const trained = kept({ recipe: { ...recipe, schedule: other } });
    expect(keptName(trained, [trained])).toBe('Two moons, step 2,000: DDIM, 10 steps, Sigmoid');
    const stepped = kept({ column: { ...kept().column, schedule: other } });
    expect(keptName(stepped, [stepped])).toBe('Two moons, step 2,000: DDIM, 10 steps, steps through Sigmoid');
  });
  it('are numbered where they would have the same name, and have the name that a person gives them', () => {
    const films = [kept(), kept({ name: 'before' }), kept()];
    expect(films.map((film) => keptName(film, films))).toEqual(['Two moons, step 2,000: DDIM, 10 steps', 'before', 'Two moons, step 2,000: DDIM, 10 steps (2)']);
  });
  it('tell why a name will not do', () => {
    expect([keptNameProblem('gentle start', ['other']), keptNameProblem('  ', [])]).toEqual([null, null]);
    expect(keptNameProblem(' other ', ['other'])).toMatch(/^There is a film named “other” already/);
    expect(keptNameProblem('x'.repeat(LONGEST_KEPT_NAME + 1), [])).toBe('The name has 61 characters; the most is 60.');
  });
});
