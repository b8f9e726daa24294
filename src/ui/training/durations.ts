import { decimals } from '../../words/decimals.ts';
import { groupedNumber, say } from '../../words/say.ts';

/** Seconds as people say them: "40 s", "3 min", "1.5 h", "12 h". */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  const hours = seconds / 3600;
  return `${hours < 9.95 ? decimals(hours.toFixed(1)) : Math.round(hours)} h`;
}

/** As many digits as matter. */
function rate(perSecond: number): string {
  return perSecond < 9.95 ? decimals(perSecond.toFixed(perSecond < 0.995 ? 2 : 1)) : groupedNumber(Math.round(perSecond));
}

/** "0.07 steps/s", "6.4 steps/s", "120 steps/s". */
export function stepsPerSecond(perSecond: number): string {
  return say`${rate(perSecond)} steps/s`;
}

/** "120 pictures/s". */
export function picturesPerSecond(perSecond: number): string {
  return say`${rate(perSecond)} pictures/s`;
}
