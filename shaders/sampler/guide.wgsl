// Classifier-free guidance: out = unconditional + scale (conditional - unconditional), with scale = step.coefficients_b.w.
//
// conditional, unconditional, out [COUNT]; a scale of 0 is unconditional, 1 conditional, more goes beyond it
//
// One thread an element. Source: Ho and Salimans, "Classifier-free diffusion guidance" (2022), equation 6, with scale = 1 + w.

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

@group(0) @binding(0) var<storage, read> conditional: array<f32>;
@group(0) @binding(1) var<storage, read> unconditional: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i < COUNT) {
    out[i] = unconditional[i] + step.coefficients_b.w * (conditional[i] - unconditional[i]);
  }
}
