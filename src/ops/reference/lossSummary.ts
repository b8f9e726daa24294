import { LOSS_LEVELS, NORM_PLACE, SLOT_FLOATS } from '../lossSummary.ts';
import type { StepValues } from '../stepUniform.ts';
import { Array64 } from './array64.ts';

/** The ring with slot step.slot overwritten: mean of row_loss, then its sum, the number of rows and the sum of its squares in each of LOSS_LEVELS equal parts of the timesteps; the norm stays. */
export function lossSummary({ slots, step }: { slots: number; step: Pick<StepValues, 'slot' | 'timesteps'> }, rowLoss: Array64, timesteps: Array64, before: Array64): Array64[] {
  const ring = new Array64([slots, SLOT_FLOATS], before.data);
  for (let i = 0; i < NORM_PLACE; i += 1) ring.set(step.slot, i, 0);
  const add = (place: number, value: number): void => ring.set(step.slot, place, ring.get(step.slot, place) + value);
  for (let row = 0; row < rowLoss.columns; row += 1) {
    const level = Math.floor(timesteps.get(0, row) * LOSS_LEVELS / step.timesteps);
    add(0, rowLoss.get(0, row) / rowLoss.columns);
    add(1 + level, rowLoss.get(0, row));
    add(1 + LOSS_LEVELS + level, 1);
    add(1 + 2 * LOSS_LEVELS + level, rowLoss.get(0, row) ** 2);
  }
  return [ring];
}
