import { readCsvPoints } from '../data/csvPoints.ts';
import type { Gpu } from '../gpu/device.ts';
import type { Event, LiveSettings, ModelEstimate, OpenedFile, OpenedImages, Pictures, PointsRead, SampleRequest, Trajectory } from '../protocol/messages.ts';
import type { ImageDataRecipe, ModelRecipe, Recipe, ScheduleRecipe } from '../recipe/recipe.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import { Estimator } from './estimator.ts';
import { Keeper } from './keeper.ts';
import { LayerLooks } from './layerLooks.ts';
import { PictureShelf } from './pictureShelf.ts';
import { Previews } from './previews.ts';
import { Questions } from './questions.ts';
import { Recoveries } from './recoveries.ts';
import { Stage } from './stage.ts';
import { StageCrew, type Surroundings } from './stageCrew.ts';
import { TrainingLoop } from './trainingLoop.ts';
import { Turns } from './turns.ts';
import { sentence, Withdrawn } from './withdrawn.ts';

/**
 * One run at a time, steered by the page. Methods may be called at any time: those that change the run take turns, and
 * those that end training stop it at once, before their turn comes.
 */
export class Session {
  readonly #emit: (event: Event) => void;
  readonly #stage: Stage;
  readonly #previews: Previews;
  readonly #keeper = new Keeper();
  readonly #looks: LayerLooks;
  readonly #recoveries = new Recoveries();
  readonly #loop: TrainingLoop;
  readonly #shelf: PictureShelf;
  readonly #estimator = new Estimator();
  readonly #crew: StageCrew;
  readonly #turns = new Turns();
  /** About what the run has learnt. */
  readonly questions: Questions;
  /** Calls of `step` that are not done. */
  #stepping = 0;
  #loading = new AbortController();
  #sampling = new AbortController();

  constructor(around: Surroundings, emit: (event: Event) => void) {
    this.#emit = emit;
    this.#stage = new Stage(emit);
    this.#previews = new Previews(emit);
    this.#looks = new LayerLooks(emit);
    this.#loop = new TrainingLoop(emit, this.#stage, this.#previews, this.#keeper, this.#looks);
    this.questions = new Questions(emit, this.#stage);
    this.#shelf = new PictureShelf(around.decode);
    this.#crew = new StageCrew(around, emit, this.#stage, this.#previews, this.#keeper, (gpu, reason) => void this.#recover(gpu, reason));
  }

  /** @param pretrained name of the shipped model that it begins with; when that cannot be had it begins with fresh weights, and says so */
  load(recipe: Recipe, pretrained: string | null = null): Promise<void> {
    this.#loop.interrupt();
    this.#loading.abort(new Withdrawn('Another run was loaded instead.'));
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    return this.#turns.take(async () => {
      await this.#loop.halt();
      this.#stage.tell('compiling');
      try {
        await this.#crew.open();
        const prepared = isImageData(recipe.data) ? await this.#shelf.prepare(recipe.data, signal) : null;
        this.#sampling.abort();
        this.questions.cancelAll();
        const notice = await this.#crew.begin(recipe, prepared, pretrained);
        this.#recoveries.forget();
        this.#stage.tell('paused', notice);
        await this.#looks.look(this.#stage.needRun());
      } catch (error) {
        if (!(error instanceof Withdrawn)) this.#stage.tell('error', sentence(error));
        throw error;
      }
    });
  }

  start(): Promise<void> {
    return this.#turns.take(async () => {
      const run = this.#stage.needRun();
      if (this.#loop.wanted) return;
      await this.#loop.over;
      this.#stage.error = null;
      const { steps } = run.recipe.training;
      this.#loop.begin((Math.floor(run.step / steps) + 1) * steps);
    });
  }

  pause(): Promise<void> {
    this.#loop.interrupt();
    return this.#turns.take(async () => {
      await this.#loop.halt();
      if (this.#stage.run) this.#stage.tell('paused', this.#stage.error);
    });
  }

  step(count: number): Promise<void> {
    if (!Number.isInteger(count) || count < 1) return Promise.reject(new Error(`The number of steps must be a whole number from 1 up, not ${count}.`));
    // Steps asked for before are all done first; training without end stops.
    if (this.#stepping === 0) this.#loop.interrupt();
    this.#stepping += 1;
    return this.#turns.take(async () => {
      await this.#loop.halt();
      this.#stage.error = null;
      const run = this.#stage.needRun();
      const end = run.step + count;
      this.#loop.begin(end);
      await this.#loop.over;
      if (run.step < end) throw new Error(this.#loop.trouble ?? this.#stage.error ?? `Training was stopped when ${end - run.step} of the ${count} steps were still to do.`);
    }).finally(() => { this.#stepping -= 1; });
  }

  reset(): Promise<void> {
    this.#loop.interrupt();
    return this.#turns.take(async () => {
      const run = this.#stage.needRun();
      await this.#loop.halt();
      // A film of weights that are no more would come after all that is known of them was forgotten.
      this.#sampling.abort();
      this.questions.cancelAll();
      run.reset();
      this.#keeper.hold(null);
      this.#stage.tell('paused');
      this.#previews.show(run);
      await this.#looks.look(run);
    });
  }

  change(settings: LiveSettings): Promise<void> {
    return this.#turns.take(async () => {
      const run = this.#stage.needRun();
      if (run.compilesAnew(settings)) await this.#loop.meanwhile(() => run.change(settings));
      else await run.change(settings);
    });
  }

  schedule(schedule: ScheduleRecipe): void {
    const run = this.#stage.needRun();
    run.setSchedule(schedule);
    if (!this.#loop.wanted) this.#previews.show(run);
  }

  preview(request: SampleRequest | null, everySteps: number): void {
    this.#previews.want(request, everySteps);
    if (this.#stage.run && !this.#loop.wanted) this.#previews.show(this.#stage.run);
  }

  async sample(request: SampleRequest): Promise<Trajectory> {
    const run = this.#stage.needRun();
    this.#sampling.abort();
    this.#sampling = new AbortController();
    this.#previews.giveWay(run);
    return run.sample(request, this.#sampling.signal);
  }

  cancelSample(): void {
    this.#sampling.abort();
  }

  readPoints(name: string, text: string): PointsRead {
    const { points, description } = readCsvPoints(name, text);
    return { points: points.map(([x, y]) => [x, y]), description };
  }

  look(data: ImageDataRecipe): Promise<Pictures> {
    return this.#shelf.look(data);
  }

  openImages(name: string, files: readonly OpenedFile[], data: ImageDataRecipe): Promise<OpenedImages> {
    return this.#shelf.open(name, files, data, ({ share, images, bad }) => this.#emit({ type: 'reading', share, images, bad }));
  }

  cancelReading(): void {
    this.#shelf.cancelReading();
  }

  /** What models would take here; training waits for the first measurement, which is short. */
  estimate(recipe: Recipe, models: readonly ModelRecipe[]): Promise<ModelEstimate[]> {
    return this.#turns.take(async () => {
      const gpu = await this.#crew.open();
      const classes = isImageData(recipe.data) ? this.#shelf.classesOf(recipe.data) : 0;
      return this.#estimator.estimate(gpu, recipe, models, classes, (measure) => this.#loop.meanwhile(async () => {
        await this.#previews.drawn;
        await measure();
      }));
    });
  }

  /** Whether somebody watches the layers; training waits a moment for the change. */
  watchLayers(on: boolean): Promise<void> {
    return this.#turns.take(async () => {
      const { run } = this.#stage;
      // What looking takes is compiled while training goes on.
      const ready = !on || !run || await this.#looks.prepare(run);
      await this.#loop.meanwhile(async () => {
        this.#looks.watch(on && ready);
        if (!on) this.#stage.run?.forgetLayers();
        else if (run) await this.#looks.look(run);
      });
    });
  }

  /** Takes the device away, as a driver update would. */
  loseDevice(): void {
    this.#crew.gpu?.device.destroy();
  }

  /** After a loss: a new device, the run rebuilt from the CPU's copy, training resumed. */
  #recover(lost: Gpu, reason: string): Promise<void> {
    return this.#turns.take(async () => {
      if (this.#crew.gpu !== lost) return;
      await this.#loop.over;
      const { wanted: resume, end } = this.#loop;
      const recipe = this.#stage.run?.recipe;
      await this.#loop.halt();
      this.#sampling.abort();
      this.questions.cancelAll();
      this.#crew.loseGpu();
      const pause = this.#recoveries.next(performance.now());
      if (!recipe || pause === null) {
        this.#stage.tell('error', `${reason} It could not be brought back. Reload the page, and choose a smaller model or batch if it happens again.`);
        return;
      }
      this.#stage.tell('compiling', `${reason} The run is being rebuilt.`);
      try {
        await new Promise((done) => setTimeout(done, pause));
        const { step } = await this.#crew.rebuild(recipe);
        this.#stage.tell('paused', `${reason} The run was rebuilt and goes on from step ${step}.`);
        if (resume) this.#loop.begin(end);
      } catch (error) {
        this.#stage.tell('error', `${reason} ${sentence(error)}`);
      }
    });
  }
}
