/** What each prediction and each weighting is, as formulas. Tests hold them against predictions.ts and weightings.ts. */
import type { AnyPrediction } from './predictions.ts';
import type { Formula, FormulaSymbol } from './scheduleFormulas.ts';
import type { WeightingKind } from './weightings.ts';

const means = (symbol: string, meaning: string): FormulaSymbol => ({ symbol, meaning });

const STATE = [
  means('x_t', 'the noisy data, α x₀ + σ ε'), means('x_0', 'the data'), means('ε', 'the noise'),
  means('α', 'what the data are multiplied by'), means('σ', 'standard deviation of the noise'),
];
const DATA = means('s', 'sigma_data, the standard deviation of the data');

const predictions: Readonly<Record<AnyPrediction, { name: string; target: string; x0: string; source: string; data?: boolean }>> = {
  epsilon: { name: 'ε', target: 'ε', x0: '(x_t - σ * ε) / α', source: 'Ho, Jain and Abbeel 2020, section 3.2' },
  x0: { name: 'x_0', target: 'x_0', x0: 'x_0', source: 'Ho, Jain and Abbeel 2020, section 3.2' },
  v: { name: 'v', target: '(α * ε - σ * x_0) / sqrt(α^2 + σ^2)', x0: 'α * x_t / (α^2 + σ^2) - σ * v / sqrt(α^2 + σ^2)', source: 'Salimans and Ho 2022, "Progressive distillation", appendix D' },
  score: { name: 's_θ', target: '-ε / σ', x0: '(x_t + σ^2 * s_θ) / α', source: 'Song et al. 2021, "Score-based generative modeling through stochastic differential equations"' },
  flow: { name: 'u', target: 'ε - x_0', x0: '(x_t - σ * u) / (α + σ)', source: 'Lipman et al. 2023; Liu, Gong and Liu 2023' },
  edm: {
    name: 'F', target: '(σ * x_0 / s - s * α * ε) / sqrt(σ^2 + α^2 * s^2)',
    x0: 's^2 * α * x_t / (σ^2 + α^2 * s^2) + σ * s * F / sqrt(σ^2 + α^2 * s^2)', source: 'Karras et al. 2022, table 1', data: true,
  },
};

/** Two lines: the training target of a prediction, then x_0 from the network's output. */
export function predictionFormula(prediction: AnyPrediction): Formula {
  const { name, target, x0, source, data = false } = predictions[prediction];
  const own = prediction === 'epsilon' || prediction === 'x0' ? [] : [means(name, 'what the network predicts')];
  const lines = [{ left: name, right: target }, { left: 'x_0', right: x0 }].filter(({ left, right }) => left !== right);
  return { lines, symbols: [...own, ...(data ? [DATA] : []), ...STATE], source };
}

const SNR = means('S', 'signal-to-noise ratio, α² / σ²');
const BEFORE = means('S_before', 'the ratio one timestep earlier');
const GAMMA = means('γ', 'gamma');

/** The weight w on the squared error of x_0; null for simple (1 on the network's own output) and for weights drawn by hand. */
export function weightingFormula(kind: WeightingKind, lambda: 'sigma-squared' | 'one' | 'g-squared' = 'sigma-squared'): Formula | null {
  const width = means('h', 'width of the level in log-SNR');
  const formula = (right: string, symbols: readonly FormulaSymbol[], source: string, note?: string): Formula => ({
    lines: [{ left: 'w', right }], symbols: [means('w', 'weight on the squared error of x₀'), ...symbols, SNR], source, ...(note ? { note } : {}),
  });
  switch (kind) {
    case 'simple':
    case 'hand-drawn':
      return null;
    case 'bound':
      return formula('(S_before - S) / 2', [BEFORE], 'Ho et al. 2020, eq. 8 and 12; Kingma et al. 2021, eq. 13', 'For the variance of the posterior; the first timestep is decoded and has 1 / (2 β).');
    case 'max-likelihood':
      return formula('h * S / 2', [width], 'Song et al. 2021, "Maximum likelihood training of score-based diffusion models"');
    case 'score-matching': {
      const source = 'Song et al. 2021, "Score-based generative modeling through stochastic differential equations", eq. 7';
      if (lambda === 'sigma-squared') return formula('S', [], source);
      if (lambda === 'one') return formula('S / σ^2', [means('σ', 'standard deviation of the noise')], source);
      return formula('h * T * S', [width, means('T', 'number of timesteps')], source);
    }
    case 'min-snr':
      return formula('min(S, γ)', [GAMMA], 'Hang et al. 2023, "Efficient diffusion training via min-SNR weighting strategy"');
    case 'soft-min-snr':
      return formula('γ * S / (S + γ)', [GAMMA], 'Crowson et al. 2024, "Scalable high-resolution pixel-space image synthesis with hourglass diffusion transformers"');
    case 'p2':
      return formula('S / (k + S)^γ', [GAMMA, means('k', 'the ratio above which weights begin to fall')], 'Choi et al. 2022, "Perception prioritized training of diffusion models"');
    case 'edm':
      return formula('1 / s^2 + S', [DATA], 'Karras et al. 2022, table 1');
  }
}
