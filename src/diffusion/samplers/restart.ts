/** Xu et al. 2023, "Restart sampling for improving generative processes". */
import { karrasRatios } from '../grids.ts';
import { CLEAN, noiseRatio } from '../levels.ts';
import type { Level } from '../levels.ts';
import type { PlanCall } from '../plan.ts';
import { callAt, firstOrder } from './steps.ts';
import type { SamplerContext } from './steps.ts';
import { heunStep } from './twoStage.ts';

/**
 * Heun's method down to restartTo, then `restarts` times: noise up to restartFrom and down again in restartSteps Heun steps on a
 * Karras grid (rho 7); from there on to clean data. restartTo is put among the visited levels where it is not one of them.
 * @throws Error with a sentence when the interval is empty or leaves the noise table
 */
export function restart({ levels, finder, choices }: SamplerContext): PlanCall[] {
  const { restartFrom, restartTo, restartSteps, restarts, noiseScale } = choices;
  if (!(restartTo < restartFrom)) {
    throw new Error(`Restart goes back from noise ${restartTo} to ${restartFrom}; the level to go back to must be the noisier one.`);
  }
  if (restartTo < finder.smallest || restartFrom > finder.largest) {
    throw new Error(
      `Restart works between noise ${restartTo} and ${restartFrom}, but the schedule has noise from ${short(finder.smallest)} to ${short(finder.largest)} only; choose an interval within.`,
    );
  }
  if (!levels.some((level) => noiseRatio(level) > restartTo * (1 + 1e-6))) {
    throw new Error(`Restart goes down to noise ${restartTo} first, but the sampling begins no noisier than that; choose a lower level, or steps that begin at more noise.`);
  }
  const bottom = levels.find((level) => Math.abs(noiseRatio(level) / restartTo - 1) < 1e-6) ?? finder.atRatio(restartTo);
  const again = karrasRatios(restartTo, restartFrom, restartSteps + 1, 7).slice(0, -1).map((ratio) => finder.atRatio(ratio));
  const down = [...levels.filter((level) => noiseRatio(level) > restartTo * (1 + 1e-6)), bottom];
  const rest = levels.filter((level) => noiseRatio(level) < restartTo * (1 - 1e-6));
  const segments = [down, ...Array.from({ length: restarts }, () => [...again, bottom]), [bottom, ...rest]];
  return segments.flatMap((segment, k) => [
    ...segmentCalls(segment, segments[k + 1]?.[0], noiseScale),
    ...(k === segments.length - 1 ? finalCall(segment) : []),
  ]);
}

/** Heun steps along the segment; the last goes on to where the next segment begins. */
function segmentCalls(segment: readonly Level[], following: Level | undefined, noiseScale: number): PlanCall[] {
  return segment.slice(1).flatMap((to, i) => {
    const from = segment[i] ?? to;
    return heunStep(from, to, i + 2 === segment.length ? (following ?? to) : to, noiseScale);
  });
}

function finalCall(segment: readonly Level[]): PlanCall[] {
  const last = segment.at(-1);
  return last ? [callAt(last, firstOrder(last, CLEAN))] : [];
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
