import { describe, expect, it } from 'vitest';
import { packStep, STEP_BYTES, STEP_FIELDS, type StepValues, ZERO_STEP } from './stepUniform.ts';

const values: StepValues = {
  step: 1, seed: 0xffffffff, timesteps: 3, rows: 4, slot: 5, timestep: 6, learning_rate: 0.5, moment1_correction: 10, moment2_correction: 1000,
  ema_decay: 0.25, x0_from_state: -2, x0_from_output: 4, coefficients_a: [1, 2, 3, 4], coefficients_b: [5, 6, 7, 8],
};

describe('packStep', () => {
  it('fills exactly the struct, in which every vec4f is aligned to 16 bytes', () => {
    let bytes = 0;
    for (const [, type] of STEP_FIELDS) {
      if (type === 'vec4f') expect(bytes % 16).toBe(0);
      bytes += type === 'vec4f' ? 16 : 4;
    }
    expect(bytes).toBe(STEP_BYTES);
    expect(STEP_BYTES % 16).toBe(0);
  });

  it('writes each field at its place, little-endian, and nothing outside', () => {
    const view = new DataView(new ArrayBuffer(16 + STEP_BYTES + 16));
    new Uint8Array(view.buffer).fill(0xee);
    packStep(view, 16, values);
    const integers = Array.from({ length: 6 }, (_, index) => view.getUint32(16 + 4 * index, true));
    const floats = Array.from({ length: 14 }, (_, index) => view.getFloat32(40 + 4 * index, true));
    expect(integers).toEqual([1, 0xffffffff, 3, 4, 5, 6]);
    expect(floats).toEqual([0.5, 10, 1000, 0.25, -2, 4, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (let index = 0; index < 16; index += 1) expect([view.getUint8(index), view.getUint8(16 + STEP_BYTES + index)]).toEqual([0xee, 0xee]);
  });

  it('has a value of rest for every field', () => {
    expect(Object.keys(ZERO_STEP)).toEqual(STEP_FIELDS.map(([name]) => name));
  });
});
