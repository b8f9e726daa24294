// How later calls of a sampler remember the prediction of this one, which need not be x0 itself but may be, say, the noise:
//   kept = kept.state * x_t + kept.x0 * x0
// While sampling there is no optimizer: kept.state comes in step.learning_rate and kept.x0 in step.ema_decay.
//
// x_t, x0, kept [COUNT]
//
// One thread an element. Source of the two coefficients: src/diffusion/plan.ts.

const COUNT: u32 = 64u;
const WORKGROUP: u32 = 64u;

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

@group(0) @binding(0) var<storage, read> x_t: array<f32>;
@group(0) @binding(1) var<storage, read> x0: array<f32>;
@group(0) @binding(2) var<storage, read_write> kept: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i < COUNT) {
    kept[i] = step.learning_rate * x_t[i] + step.ema_decay * x0[i];
  }
}
