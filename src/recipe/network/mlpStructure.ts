import type { MlpRecipe } from '../recipe.ts';
import { type NetworkBlock, type NetworkLink, type NetworkStructure, weighted } from './structure.ts';

/** Coordinates of a point. */
const POINT = 2;

/** What a network is shown and says beside the usual. */
export interface Extras {
  /** Whether it is shown its own estimate of the clean data. */
  readonly estimate: boolean;
  /** Whether it says its variance, too. */
  readonly variance: boolean;
}

/** The residual MLP on points, as src/nn/mlp.ts builds it. */
export function mlpStructure({ width, depth, fourierFeatures, timeEmbedding }: MlpRecipe, { estimate, variance }: Extras): NetworkStructure {
  const seen = POINT + 2 * fourierFeatures;
  const inputs = (estimate ? 2 : 1) * seen + timeEmbedding;
  const outputs = variance ? 2 * POINT : POINT;
  const waves = (name: 'waves' | 'estimate'): NetworkBlock => ({
    name, kind: name, index: 0, shape: [seen], layers: [{ name: 'fourier', kind: 'waves', from: POINT, out: [seen], parameters: [] }],
  });
  const shown = [waves('waves'), ...(estimate ? [waves('estimate')] : [])];
  const hidden = Array.from({ length: depth }, (_, index): NetworkBlock => ({
    name: `hidden.${index}`, kind: 'hidden', index, shape: [width],
    layers: [
      { name: `hidden.${index}`, kind: 'linear', from: width, out: [width], silu: true, parameters: weighted(`hidden.${index}`, [width, width]) },
      { name: `hidden.${index}.add`, kind: 'sum', from: width, out: [width], parameters: [] },
    ],
  }));
  const blocks: NetworkBlock[] = [
    ...shown,
    { name: 'time', kind: 'time', index: 0, shape: [timeEmbedding], layers: [{ name: 'embedding', kind: 'sinusoids', from: 1, out: [timeEmbedding], parameters: [] }] },
    {
      name: 'in', kind: 'in', index: 0, shape: [width],
      layers: [
        { name: 'in.join', kind: 'join', from: inputs, out: [inputs], parameters: [] },
        { name: 'in', kind: 'linear', from: inputs, out: [width], silu: true, parameters: weighted('in', [inputs, width]) },
      ],
    },
    ...hidden,
    { name: 'out', kind: 'out', index: 0, shape: [outputs], layers: [{ name: 'out', kind: 'linear', from: width, out: [outputs], parameters: weighted('out', [width, outputs]) }] },
  ];
  const chain = ['in', ...hidden.map(({ name }) => name), 'out'];
  const links: NetworkLink[] = [
    ...shown.map(({ name }): NetworkLink => ({ from: name, to: 'in', kind: 'flow', count: 1 })),
    { from: 'time', to: 'in', kind: 'condition', count: 1 },
    ...chain.slice(1).map((to, i): NetworkLink => ({ from: chain[i] ?? '', to, kind: 'flow', count: 1 })),
    // The straight path round each residual layer.
    ...hidden.map(({ name }): NetworkLink => ({ from: name, to: name, kind: 'skip', count: 1 })),
  ];
  return { kind: 'mlp', input: [POINT], output: [outputs], blocks, links };
}
