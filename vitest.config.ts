import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const tests = '*.test.{ts,tsx}';
/** Rooms whose tests open no device and leave nothing behind: all of them run in one process a worker. */
const plain = ['random', 'diffusion', 'data', 'metrics', 'formats', 'recipe', 'plot', 'ui'].map((room) => `src/${room}/**/${tests}`);

/** Vitest sorts by the times of the last run, else by size. Files that train are small and take longest: at the end one of them would leave a core idle. */
class TrainingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const trains = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/src/train/');
    return (await super.sort(files)).toSorted((a, b) => Number(trains(b)) - Number(trains(a)));
  }
}

/**
 * Unit, kernel and house tests, in Node on a real WebGPU implementation. The time limit only ends what hangs: software
 * drivers are slow. Even on two cores there are two workers: shaders are compiled by one thread while the other core is idle.
 */
export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 180_000,
    hookTimeout: 180_000,
    restoreMocks: true,
    sequence: { sequencer: TrainingFirst },
    projects: [
      { extends: true, test: { name: 'plain', include: plain, isolate: false } },
      { extends: true, test: { name: 'device', include: [`src/**/${tests}`, `e2e/**/${tests}`], exclude: plain } },
    ],
  },
});
