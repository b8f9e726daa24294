// Fresh noise with the standard deviation that the network learned for each element:
//   out = noise exp((fraction large + (1 - fraction) small) / 2),   fraction = (v + 1) / 2
// small and large are the logarithms of the posterior's variance and of beta. While sampling there is no optimizer: small
// comes in step.moment1_correction and large in step.moment2_correction; where they are equal, nothing is learned.
//
// noise, out [PLACES, CHANNELS]; prediction [PLACES, 2 CHANNELS]: what the network predicts of a place, then its v
//
// One thread an element. Source: Nichol and Dhariwal, "Improved denoising diffusion probabilistic models" (2021), equation 15,
// with v in [-1, 1] as in their code and in diffusers' variance type "learned_range".

const PLACES: u32 = 64u;
const CHANNELS: u32 = 1u;
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

@group(0) @binding(0) var<storage, read> noise: array<f32>;
@group(0) @binding(1) var<storage, read> prediction: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i < PLACES * CHANNELS) {
    let v = prediction[i / CHANNELS * 2u * CHANNELS + CHANNELS + i % CHANNELS];
    let fraction = 0.5 * (v + 1.0);
    let small = step.moment1_correction;
    // The bound keeps exp finite.
    out[i] = noise[i] * exp(min(0.5 * (small + fraction * (step.moment2_correction - small)), 40.0));
  }
}
