import code from '../../shaders/loss/summary.wgsl?raw';
import { at, expectShape, type Operation } from './operation.ts';

const shader = { name: 'loss/summary', code };

/** Parts into which the timesteps are split for the chart of loss by noise level. */
export const LOSS_LEVELS = 10;
/** Where in a slot the optimizer puts the norm of the gradient. */
export const NORM_PLACE = 1 + 3 * LOSS_LEVELS;
/** Floats in one slot of the ring: mean; sums, counts and sums of squares by level; the gradient's norm. */
export const SLOT_FLOATS = NORM_PLACE + 1;

/**
 * Keeps one step's loss in slot step.slot of a ring. Inputs: row_loss [B], timesteps [B] (u32).
 * Output: the ring [slots, SLOT_FLOATS], of which one slot is written but for its norm.
 */
export const lossSummary: Operation<{ slots: number }> = {
  name: 'lossSummary',
  infer(inputs, { slots }) {
    expectShape('lossSummary', 'timesteps', at(inputs, 1).shape, at(inputs, 0).shape);
    return [{ shape: [slots, SLOT_FLOATS], type: 'f32' }];
  },
  launch({ inputs, outputs }) {
    const rowLoss = at(inputs, 0);
    return [{
      shader,
      constants: { BATCH: at(rowLoss.shape, 0), LEVELS: LOSS_LEVELS },
      bind: { row_loss: rowLoss, timesteps: at(inputs, 1), ring: at(outputs, 0) },
      workgroups: [1, 1, 1],
    }];
  },
  gradient: 'it is a record for people, not part of the loss',
};
