// One step of any sampler: out = sum over k < TERMS of coefficient[k] * term_k, the coefficients coming with the step.
// The terms are states and x_0 predictions of this and earlier calls, and fresh noise; unused ones may be bound to anything.
//
// term_0 .. term_6, out [COUNT]
//
// One thread an element. Source of the coefficients: src/diffusion/plan.ts.

const COUNT: u32 = 64u;
const TERMS: u32 = 3u;
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

@group(0) @binding(0) var<storage, read> term_0: array<f32>;
@group(0) @binding(1) var<storage, read> term_1: array<f32>;
@group(0) @binding(2) var<storage, read> term_2: array<f32>;
@group(0) @binding(3) var<storage, read> term_3: array<f32>;
@group(0) @binding(4) var<storage, read> term_4: array<f32>;
@group(0) @binding(5) var<storage, read> term_5: array<f32>;
@group(0) @binding(6) var<storage, read> term_6: array<f32>;
@group(0) @binding(7) var<storage, read_write> out: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i >= COUNT) {
    return;
  }
  var sum = step.coefficients_a.x * term_0[i];
  if (TERMS > 1u) { sum += step.coefficients_a.y * term_1[i]; }
  if (TERMS > 2u) { sum += step.coefficients_a.z * term_2[i]; }
  if (TERMS > 3u) { sum += step.coefficients_a.w * term_3[i]; }
  if (TERMS > 4u) { sum += step.coefficients_b.x * term_4[i]; }
  if (TERMS > 5u) { sum += step.coefficients_b.y * term_5[i]; }
  if (TERMS > 6u) { sum += step.coefficients_b.z * term_6[i]; }
  out[i] = sum;
}
