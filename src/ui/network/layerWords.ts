import type { NetworkLayer } from '../../recipe/network/structure.ts';
import { say } from '../../words/say.ts';

export function layerTitle({ kind, kernel = 1, stride = 1, groups = 1 }: NetworkLayer): string {
  switch (kind) {
    case 'waves': return say`Fourier features`;
    case 'sinusoids': return say`Sines and cosines of t`;
    case 'class-table': return say`Table of classes`;
    case 'convolution': return stride === 2 ? say`Convolution ${kernel} × ${kernel}, halving` : say`Convolution ${kernel} × ${kernel}`;
    case 'linear': return say`Linear layer`;
    case 'norm': return say`Group norm, ${groups} groups`;
    case 'attention': return groups === 1 ? say`Attention, one head` : say`Attention, ${groups} heads`;
    case 'upsample': return say`Doubling`;
    case 'join': return say`Joining`;
    case 'sum': return say`Adding the straight path`;
  }
}

/** The formula of a layer in a line; what it is in words where a formula would say less. */
export function layerFormula({ kind, from, out, silu = false, stride = 1 }: NetworkLayer): string {
  const after = silu ? `, ${say`then SiLU`}` : '';
  const to = out.at(-1) ?? 0;
  switch (kind) {
    case 'waves': return 'sin(2π B x), cos(2π B x)';
    case 'sinusoids': return 'sin(ωᵢ t), cos(ωᵢ t)';
    case 'class-table': return say`row c of ${from}`;
    case 'convolution': return stride === 2 ? `y = W ∗ x + b, ${from} → ${to}, ${say`every second pixel`}${after}` : `y = W ∗ x + b, ${from} → ${to}${after}`;
    case 'linear': return `y = W x + b, ${from} → ${to}${after}`;
    case 'norm': return `y = γ (x − μ) ∕ √(σ² + ε) + β${after}`;
    case 'attention': return 'softmax(Q Kᵀ ∕ √d) V';
    case 'upsample': return say`each pixel four times`;
    case 'join': return say`side by side: ${from} channels`;
    case 'sum': return 'y = x + f(x)';
  }
}
