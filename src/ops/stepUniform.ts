/**
 * The one small uniform that changes from step to step, bound as group 1 at a moving offset. Shaders that read it
 * declare `struct Step` with exactly these fields in this order; a test compares the two.
 */
export const STEP_FIELDS = [
  ['step', 'u32'],            // training steps done before this one, or the call's number while sampling
  ['seed', 'u32'],            // key of the counter-based generator
  ['timesteps', 'u32'],       // T of the present schedule
  ['rows', 'u32'],            // points in the data set
  ['slot', 'u32'],            // place of this step's loss in the ring
  ['timestep', 'u32'],        // sampling: the row of the timestep table that is told to the network
  ['learning_rate', 'f32'],   // sampling, where there is no optimizer: kept.state of the plan
  ['moment1_correction', 'f32'], // 1 / (1 - beta1^n), n counted from 1; sampling: logVariances.small of the plan
  ['moment2_correction', 'f32'], // 1 / (1 - beta2^n); sampling: logVariances.large of the plan
  ['ema_decay', 'f32'],       // sampling: kept.x0 of the plan
  ['x0_from_state', 'f32'],   // sampling: x0 = x0_from_state * x_t + x0_from_output * network output
  ['x0_from_output', 'f32'],
  ['coefficients_a', 'vec4f'], // sampling: weights of the weighted sum, inputs 0 to 3
  ['coefficients_b', 'vec4f'], // inputs 4 to 6, then the guidance scale
] as const satisfies readonly (readonly [string, 'u32' | 'f32' | 'vec4f'])[];

type FieldValue<K> = K extends 'vec4f' ? readonly [number, number, number, number] : number;
export type StepValues = { [F in (typeof STEP_FIELDS)[number] as F[0]]: FieldValue<F[1]> };

/** Bytes of the struct. */
export const STEP_BYTES = 80;

export const ZERO_STEP: StepValues = {
  step: 0, seed: 0, timesteps: 1, rows: 1, slot: 0, timestep: 0, learning_rate: 0, moment1_correction: 1, moment2_correction: 1,
  ema_decay: 0, x0_from_state: 0, x0_from_output: 0, coefficients_a: [0, 0, 0, 0], coefficients_b: [0, 0, 0, 0],
};

/** Writes the struct at `offset` (bytes). */
export function packStep(view: DataView, offset: number, values: StepValues): void {
  let at = offset;
  for (const [name, type] of STEP_FIELDS) {
    const value = values[name];
    if (typeof value !== 'number') {
      for (const entry of value) {
        view.setFloat32(at, entry, true);
        at += 4;
      }
    } else {
      if (type === 'u32') view.setUint32(at, value, true);
      else view.setFloat32(at, value, true);
      at += 4;
    }
  }
}
