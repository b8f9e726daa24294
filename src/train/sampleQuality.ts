import type { Asked, Distance, Quality, SampleRequest } from '../protocol/messages.ts';
import type { Asking } from './insight.ts';
import type { Run } from './run.ts';

/** How far the samples of each seed lie from the data. @throws a sentence without seeds */
export async function sampleQuality(run: Run, of: Asked, request: SampleRequest, seeds: readonly number[], { signal, tell }: Asking): Promise<Quality> {
  if (seeds.length === 0) throw new Error('No seed was given to measure the quality of samples with; give at least one.');
  const { step, insight } = run;
  const distances: Distance[] = [];
  for (const seed of seeds) {
    const share = { signal, tell: (part: number) => tell((distances.length + part) / seeds.length) };
    const samples = of === 'ideal' ? (await insight.idealSamples({ ...request, seed }, share)).states.at(-1) : (await run.sampleEnd({ ...request, seed }, signal)).samples;
    distances.push(insight.distance(samples ?? []));
    tell(distances.length / seeds.length);
  }
  return { distances, evaluations: insight.evaluations(request), trainedSteps: of === 'ideal' ? 0 : step };
}
