import { describe, expect, it } from 'vitest';
import { weightsOptions } from './samplingWeights.ts';

const labels = (...[kept, wanted, chosen]: Parameters<typeof weightsOptions>): string[] => weightsOptions(kept, wanted, chosen).map(({ label }) => label);

describe('whose weights draw', () => {
  it('are those that are kept, with their decays', () => {
    const both = { emaDecay: 0.99, furtherEmas: [0.9, 0.999] };
    expect(labels(both, both, 'average')).toEqual(['Average, decay 0.99', '2nd average, decay 0.9', '3rd average, decay 0.999', 'Last step']);
    const one = { emaDecay: 0, furtherEmas: [] };
    expect(labels(one, one, 'value')).toEqual(['Average (off: the last step)', 'Last step']);
  });

  it('are neither those that wait for a restart nor those that go with it, but the chosen ones are told', () => {
    const none = { emaDecay: 0.99, furtherEmas: [] };
    const one = { emaDecay: 0.99, furtherEmas: [0.9] };
    expect(labels(none, one, 'average')).toEqual(['Average, decay 0.99', 'Last step']);
    expect(labels(one, none, 'average')).toEqual(['Average, decay 0.99', 'Last step']);
    expect(labels(one, none, 'average2')).toEqual(['Average, decay 0.99', '2nd average (not kept)', 'Last step']);
  });
});
