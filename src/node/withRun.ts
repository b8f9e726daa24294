/** Opens the device and a run for a command, turns a lost device and GPU errors into sentences, and frees everything. */
import { openGpu, type Gpu } from '../gpu/device.ts';
import { Run, type RunOptions } from '../train/run.ts';
import { askPatiently, openNodeGpu } from './gpu.ts';

/** @throws a sentence when there is no device, when it is lost on the way, or when it reported errors */
export async function withGpu<T>(work: (gpu: Gpu) => Promise<T>): Promise<T> {
  const gpu = await openGpu(await openNodeGpu());
  if (gpu.facts.software) askPatiently();
  try {
    const lost = gpu.lost.then((sentence) => { throw new Error(sentence); });
    const result = await Promise.race([work(gpu), lost]);
    const [error] = gpu.takeErrors();
    if (error !== undefined) throw new Error(`The graphics device reported an error: ${error}`);
    return result;
  } finally {
    gpu.close();
  }
}

/** A run for as long as `work` takes. */
export async function withRun<T>(options: RunOptions, work: (run: Run) => Promise<T>): Promise<T> {
  const run = await Run.create(options);
  try {
    return await work(run);
  } finally {
    await run.destroy();
  }
}
