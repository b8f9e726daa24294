// Classifier-free guidance that keeps the contrast of each sample:
//   guided = unconditional + scale (conditional - unconditional),   scale = step.coefficients_b.w
//   out    = guided (RESCALE std(conditional) / std(guided) + 1 - RESCALE)
// std goes over all elements of a sample; where guided has none, it stays as it is.
//
// conditional, unconditional, out [samples, DIMENSIONS]
//
// One workgroup a sample. Thread i takes every WORKGROUP-th element from i on, for the means, for the variances and for the
// output; then RUN neighbours are added by every RUN-th thread and those sums by each thread, always in the same order.
// Source: Lin et al., "Common diffusion noise schedules and sample steps are flawed" (2023), equations 14 to 16.

const DIMENSIONS: u32 = 256u;
const RESCALE: f32 = 0.7;
const WORKGROUP: u32 = 64u;
const RUN: u32 = 8u;

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

var<workgroup> sums: array<vec2f, WORKGROUP>;

// The sum of `value` over all threads.
fn total(thread: u32, value: vec2f) -> vec2f {
  workgroupBarrier();
  sums[thread] = value;
  workgroupBarrier();
  if (thread % RUN == 0u) {
    var sum = value;
    for (var i = 1u; i < RUN; i += 1u) {
      sum += sums[thread + i];
    }
    sums[thread] = sum;
  }
  workgroupBarrier();
  var all = vec2f(0.0);
  for (var i = 0u; i < WORKGROUP; i += RUN) {
    all += sums[i];
  }
  return all;
}

// (conditional, guided) of an element.
fn both(index: u32) -> vec2f {
  let wanted = conditional[index];
  let free = unconditional[index];
  return vec2f(wanted, free + step.coefficients_b.w * (wanted - free));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  let first = group.x * DIMENSIONS;
  var sum = vec2f(0.0);
  for (var d = thread; d < DIMENSIONS; d += WORKGROUP) {
    sum += both(first + d);
  }
  let mean = total(thread, sum) / f32(DIMENSIONS);
  var squares = vec2f(0.0);
  for (var d = thread; d < DIMENSIONS; d += WORKGROUP) {
    let deviation = both(first + d) - mean;
    squares += deviation * deviation;
  }
  let variance = total(thread, squares);
  var factor = 1.0;
  if (variance.y > 0.0) {
    factor = RESCALE * sqrt(variance.x / variance.y) + (1.0 - RESCALE);
  }
  for (var d = thread; d < DIMENSIONS; d += WORKGROUP) {
    out[first + d] = factor * both(first + d).y;
  }
}
