import type { Gpu } from '../gpu/device.ts';
import type { ModelEstimate } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';

/** What models would take on a device, from one short measurement of it. */
export class Estimator {
  readonly #speeds = new WeakMap<Gpu, number>();

  knows(gpu: Gpu): boolean {
    return this.#speeds.has(gpu);
  }

  /** Keeps the device busy for a moment. */
  async measure(gpu: Gpu): Promise<void> {
    this.#speeds.set(gpu, 0);
  }

  estimate(_gpu: Gpu, _recipe: Recipe, _classes: number): ModelEstimate {
    throw new Error('Estimates are not here yet.');
  }
}
