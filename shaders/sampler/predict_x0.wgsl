// The network's output turned into a prediction of the clean data, whatever the network predicts:
//   x0 = x0_from_state * x_t + x0_from_output * prediction
// and, where LIMIT is not 0, clipped to [-LIMIT, LIMIT].
//
// x_t, prediction, x0 [COUNT]
//
// One thread an element. Source of the two coefficients: src/diffusion/predictions.ts. Clipping: Ho et al., "Denoising
// diffusion probabilistic models" (2020), in their code; Saharia et al. (2022), "static thresholding".

const COUNT: u32 = 64u;
const LIMIT: f32 = 0.0;
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
@group(0) @binding(1) var<storage, read> prediction: array<f32>;
@group(0) @binding(2) var<storage, read_write> x0: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i < COUNT) {
    let predicted = step.x0_from_state * x_t[i] + step.x0_from_output * prediction[i];
    if (LIMIT > 0.0) {
      x0[i] = clamp(predicted, -LIMIT, LIMIT);
    } else {
      x0[i] = predicted;
    }
  }
}
