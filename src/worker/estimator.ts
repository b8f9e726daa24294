import type { Gpu } from '../gpu/device.ts';
import type { ModelEstimate } from '../protocol/messages.ts';
import type { ModelRecipe, Recipe } from '../recipe/recipe.ts';
import { type DeviceSpeed, measureDevice } from '../train/deviceSpeed.ts';
import { modelEstimate } from '../train/modelEstimate.ts';

/** What models would take on a device, from one short measurement of it. */
export class Estimator {
  readonly #speeds = new WeakMap<Gpu, DeviceSpeed>();

  /**
   * @param classes of the recipe's pictures, 0 where they have none
   * @param quietly does the measuring while nothing else keeps the device busy; called for a device's first estimate
   */
  async estimate(gpu: Gpu, recipe: Recipe, models: readonly ModelRecipe[], classes: number, quietly: (measure: () => Promise<void>) => Promise<void>): Promise<ModelEstimate[]> {
    if (!this.#speeds.has(gpu)) await quietly(async () => { this.#speeds.set(gpu, await measureDevice(gpu)); });
    const speed = this.#speeds.get(gpu);
    if (!speed) throw new Error('The device could not be measured. Try again.');
    return models.map((model) => modelEstimate(gpu, { ...recipe, model }, classes, speed));
  }
}
