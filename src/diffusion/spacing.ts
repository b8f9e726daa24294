/** Which of the T timesteps a sampler with N steps visits. Names as in diffusers' `timestep_spacing`; Lin et al. 2023, table 2. */

export type Spacing = 'leading' | 'trailing' | 'linspace';

/**
 * Timesteps from noisy to clean, N integers in [0, T - 1].
 * - trailing: round(T - k T / N) - 1. Begins at T - 1, where training's noise is greatest; the default.
 * - leading: (N - 1 - k) floor(T / N) + 1, at most T - 1: never sees T - 1 unless N = T, so sampling starts too clean.
 * - linspace: round(linspace(T - 1, 0, N)); ends at 0.
 * Halves round to even, as NumPy does.
 * @throws Error with a sentence when steps is not a whole number from 1 to T
 */
export function spacedTimesteps(spacing: Spacing, timesteps: number, steps: number): number[] {
  if (!Number.isInteger(steps) || steps < 1 || steps > timesteps) {
    throw new Error(`The number of sampling steps is ${steps}; give a whole number from 1 to ${timesteps}, the number of timesteps of the schedule.`);
  }
  return Array.from({ length: steps }, (_, k) => {
    switch (spacing) {
      case 'trailing':
        return roundHalfEven(timesteps - (k * timesteps) / steps) - 1;
      case 'leading':
        return Math.min((steps - 1 - k) * Math.floor(timesteps / steps) + 1, timesteps - 1);
      case 'linspace':
        return steps === 1 ? timesteps - 1 : roundHalfEven(((timesteps - 1) * (steps - 1 - k)) / (steps - 1));
    }
  });
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const fraction = value - below;
  if (fraction !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
