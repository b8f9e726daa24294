import { describe, expect, it } from 'vitest';
import type { DensityFrame, Likelihood } from '../protocol/messages.ts';
import { loaded, recipe, trajectory } from './fixtures/loadedStore.ts';

const likelihood: Likelihood = {
  method: 'bound', of: 'model', bits: 1.5, standardError: 0.1, prior: 0, terms: [], logDensity: null, count: 10, heldOut: true, evaluations: 3, trainedSteps: 7, milliseconds: 1,
};
const request = { method: 'bound', of: 'model', count: 10, seed: 1, levels: null, variance: 'small' } as const;
const grid = { left: -1, right: 1, bottom: -1, top: 1, columns: 2, rows: 2 };
const frame: DensityFrame = { of: 'model', grid, logDensity: new Float64Array(4), known: 4, total: 4, mass: 1, trainedSteps: 7 };

describe('questions about what was learnt', () => {
  it('tell how far they are, keep their answer, and lose it when a run begins', async () => {
    const { client, state } = await loaded();
    const asked = state().measureLikelihood(request);
    expect(state().insights).toEqual({ likelihood: 0 });
    client.emit({ type: 'insight', question: 'likelihood', share: 0.5 });
    expect(state().insights).toEqual({ likelihood: 0.5 });
    await client.answer({ likelihood });
    expect(await asked).toBe(likelihood);
    expect(state()).toMatchObject({ insights: {}, likelihoods: { 'bound model': { ...likelihood, schedule: recipe.schedule } } });
    const other = state().measureLikelihood({ ...request, of: 'ideal' });
    await client.answer({ likelihood: { ...likelihood, of: 'ideal' } });
    await other;
    expect(Object.keys(state().likelihoods), 'both are kept').toEqual(['bound model', 'bound ideal']);
    const noise = Float32Array.of(1, 2);
    const carried = [state().carry('grid', 'model', { ...recipe.sampling, noise }), state().carry('particle', 'ideal', { ...recipe.sampling, noise })];
    expect(client.sent.slice(-2).map(({ body }) => body)).toMatchObject([{ type: 'carry', use: 'grid', of: 'model', request: { noise } }, { type: 'carry', use: 'particle', of: 'ideal' }]);
    expect(state().insights).toEqual({ grid: 0, particle: 0 });
    await client.answer({ trajectory });
    await client.answer({ trajectory });
    expect(await Promise.all(carried)).toEqual([trajectory, trajectory]);
    expect(state().trajectory, 'the film is another').toBeNull();
    const drawn = state().drawDensity('model', grid);
    client.emit({ type: 'density', frame });
    await client.answer();
    await drawn;
    expect(state().densities.model).toEqual({ ...frame, schedule: recipe.schedule });
    // News of a question that is over.
    client.emit({ type: 'insight', question: 'density', share: 0.9 });
    expect(state().insights).toEqual({});
    const loading = state().load(recipe);
    expect(state()).toMatchObject({ likelihoods: {}, densities: {}, insightProblems: {}, lossFloor: null, idealTrajectory: null });
    await client.answerAll();
    await loading;
  });
  it('leave the newer one under way when the older one ends, and fail to whoever asked', async () => {
    const { client, state } = await loaded();
    const old = state().measureLikelihood(request);
    const fresh = state().measureLikelihood(request);
    await Promise.all([expect(old).rejects.toMatchObject({ code: 'superseded' }), client.fail('A newer one.', 'superseded')]);
    expect(state().insights).toEqual({ likelihood: 0 });
    expect(state().error).toBeNull();
    await client.answer({ likelihood });
    await fresh;
    const failing = state().measureLikelihood(request);
    await Promise.all([expect(failing).rejects.toThrow('too few'), client.fail('There are too few.')]);
    expect(state()).toMatchObject({ insights: {}, insightProblems: { likelihood: 'There are too few.' }, error: null });
    const again = state().measureLikelihood(request);
    expect(state().insightProblems).toEqual({});
    await client.answer({ likelihood });
    await again;
    const ending = state().cancelQuestion('likelihood');
    expect(client.types().at(-1)).toBe('cancel');
    await client.answer();
    await ending;
  });
});
