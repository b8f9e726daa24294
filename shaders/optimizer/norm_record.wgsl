// Keeps the norm of a step's gradient, as it is before clipping, in the slot of the step's loss: ring[slot, PLACE] = sqrt(sum of partial).
//
// partial [PARTS], whose sum is the squared norm; ring [slots, STRIDE]
//
// One thread. Source of the ring: loss/summary.wgsl.

const PARTS: u32 = 1u;
const STRIDE: u32 = 32u;
const PLACE: u32 = 31u;

struct Step {
  step: u32,
  seed: u32,
  timesteps: u32,
  rows: u32,
  slot: u32,
  timestep: u32,
  learning_rate: f32,
  moment1_correction: f32,
  moment2_correction: f32,
  ema_decay: f32,
  x0_from_state: f32,
  x0_from_output: f32,
  coefficients_a: vec4f,
  coefficients_b: vec4f,
}

@group(0) @binding(0) var<storage, read> partial: array<f32>;
@group(0) @binding(1) var<storage, read_write> ring: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

@compute @workgroup_size(1)
fn main() {
  var sum = 0.0;
  for (var part = 0u; part < PARTS; part += 1u) {
    sum += partial[part];
  }
  ring[step.slot * STRIDE + PLACE] = sqrt(sum);
}
