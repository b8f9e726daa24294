import type { Decode } from '../data/images/fileSource.ts';
import { type Gpu, openGpu } from '../gpu/device.ts';
import type { Event } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import { Run } from '../train/run.ts';
import type { Keeper } from './keeper.ts';
import type { Prepared } from './pictureShelf.ts';
import type { Previews } from './previews.ts';
import { type FetchModelFile, shippedCheckpoint } from './shippedWeights.ts';
import type { Stage } from './stage.ts';
import { sentence } from './withdrawn.ts';

const POINTS_SHOWN = 4096;

/** What a session takes from the place where it runs. */
export interface Surroundings {
  /** Where WebGPU is; undefined without it. */
  gpu(): GPU | undefined;
  decode: Decode;
  fetchModelFile: FetchModelFile;
}

/** Opens the device and puts runs on the stage, one in the place of the other. */
export class StageCrew {
  readonly #around: Surroundings;
  readonly #emit: (event: Event) => void;
  readonly #stage: Stage;
  readonly #previews: Previews;
  readonly #keeper: Keeper;
  readonly #lost: (gpu: Gpu, reason: string) => void;
  #gpu: Gpu | null = null;
  /** The pictures of the run. */
  #prepared: Prepared | null = null;

  constructor(around: Surroundings, emit: (event: Event) => void, stage: Stage, previews: Previews, keeper: Keeper, lost: (gpu: Gpu, reason: string) => void) {
    this.#around = around;
    this.#emit = emit;
    this.#stage = stage;
    this.#previews = previews;
    this.#keeper = keeper;
    this.#lost = lost;
  }

  get gpu(): Gpu | null {
    return this.#gpu;
  }

  async open(): Promise<Gpu> {
    if (this.#gpu) return this.#gpu;
    const entry = this.#around.gpu();
    if (!entry) throw new Error('This browser has no WebGPU here. Use a recent Chrome, Edge, Firefox or Safari, over https or from localhost.');
    const gpu = await openGpu(entry);
    this.#gpu = gpu;
    const { label, software, vendor, architecture } = gpu.facts;
    this.#emit({ type: 'device', device: { label, software, vendor, architecture } });
    void gpu.lost.then((reason) => this.#lost(gpu, reason));
    return gpu;
  }

  /**
   * A run from its beginning.
   * @param prepared the pictures of a recipe on pictures
   * @param pretrained name of the shipped model whose weights it begins with
   * @returns why it begins with fresh weights although a model was named, or null
   */
  async begin(recipe: Recipe, prepared: Prepared | null, pretrained: string | null): Promise<string | null> {
    await this.#clear();
    this.#prepared = prepared;
    this.#keeper.hold(null);
    if (pretrained === null) {
      await this.#show(recipe, null);
      return null;
    }
    try {
      const checkpoint = await shippedCheckpoint(pretrained, recipe, this.#around.fetchModelFile);
      await this.#show(recipe, checkpoint);
      this.#keeper.hold(checkpoint);
      return null;
    } catch (error) {
      await this.#show(recipe, null);
      return `The trained weights that come with this page could not be used, so training begins with fresh ones. ${sentence(error)}`;
    }
  }

  /** The run again on a new device, from the copy that was kept or else from its beginning. */
  async rebuild(recipe: Recipe): Promise<Run> {
    const { kept } = this.#keeper;
    const run = await this.#show(recipe, kept);
    this.#keeper.hold(kept);
    return run;
  }

  /** The device is gone, and with it the run. */
  loseGpu(): void {
    this.#gpu = null;
    this.#stage.run = null;
    this.#previews.forget();
  }

  async #clear(): Promise<void> {
    this.#previews.forget();
    const old = this.#stage.run;
    // The old run is freed first: two of them may not fit.
    this.#stage.run = null;
    await old?.destroy();
  }

  async #show(recipe: Recipe, checkpoint: Checkpoint | null): Promise<Run> {
    const gpu = await this.open();
    const prepared = this.#prepared;
    // Finished weights are there to be looked at: the pictures come first.
    const samplesFirst = checkpoint?.state.size === 0;
    const run = await Run.create({ gpu, recipe, samplesFirst, ...(prepared ? { images: prepared.dataset } : {}), ...(checkpoint ? { checkpoint } : {}) });
    this.#stage.run = run;
    if (prepared) this.#emit({ type: 'pictures', pictures: prepared.pictures });
    else this.#emit({ type: 'data', points: run.dataset.points.slice(0, 2 * POINTS_SHOWN), description: run.dataset.description });
    this.#previews.show(run);
    return run;
  }
}
