// Last part of Muon, on the whole parameter arena: the step of matrices, whose direction orthogonalise has left in
// d_value, and AdamW for all other numbers, with clipping by the global norm; the moving average of the weights fused in:
//   matrices  value -= lr * (WEIGHT_DECAY value + d_value)
//   others    g, moment1, moment2 and value as in adamw.wgsl
//   average = decay average + (1 - decay) value
//   d_value = 0, so that the next step's gradients may accumulate
// With SKIP_BAD_STEPS a gradient whose squared norm is infinite or not a number is cleared and changes nothing else.
//
// value, d_value, moment1, moment2, average [COUNT vec4s]; norm [1], the squared norm of the gradient as it was
// A negative moment2 marks numbers of matrices: AdamW's is never negative.
//
// One thread four elements. The corrections 1 / (1 - beta^n), the learning rate and the decay come with the step.
// Source: Jordan et al., "Muon: an optimizer for hidden layers in neural networks" (2024); the decay as in Liu et al.,
// "Muon is scalable for LLM training" (2025).

const COUNT: u32 = 64u;
const WORKGROUP: u32 = 64u;
const BETA1: f32 = 0.9;
const BETA2: f32 = 0.999;
// 1 - beta, from the exact numbers: in f32, 1 - 0.999 is off by 1.3e-5 of itself.
const FRESH1: f32 = 0.1;
const FRESH2: f32 = 0.001;
const EPSILON: f32 = 1e-8;
const WEIGHT_DECAY: f32 = 0.0;
// 0: no clipping.
const CLIP_NORM: f32 = 1.0;
const SKIP_BAD_STEPS: bool = false;

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

@group(0) @binding(0) var<storage, read_write> value: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> d_value: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> moment1: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> moment2: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> average: array<vec4f>;
@group(0) @binding(5) var<storage, read> norm: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  var clip = 1.0;
  var skipped = false;
  if (CLIP_NORM > 0.0 || SKIP_BAD_STEPS) {
    let squared = norm[0];
    // By its bits: compilers take it that no number is infinite or not a number.
    skipped = SKIP_BAD_STEPS && (bitcast<u32>(squared) & 0x7f800000u) == 0x7f800000u;
    if (CLIP_NORM > 0.0) {
      clip = min(1.0, CLIP_NORM / (sqrt(squared) + 1e-6));
    }
  }
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i < COUNT && skipped) {
    d_value[i] = vec4f(0.0);
  } else if (i < COUNT) {
    let is_matrix = moment2[i] < vec4f(0.0);
    let direction = d_value[i];
    let g = clip * direction;
    let m = BETA1 * moment1[i] + FRESH1 * g;
    let v = BETA2 * max(moment2[i], vec4f(0.0)) + FRESH2 * g * g;
    let update = m * step.moment1_correction / (sqrt(v * step.moment2_correction) + EPSILON);
    let next = value[i] - step.learning_rate * (WEIGHT_DECAY * value[i] + select(update, direction, is_matrix));
    moment1[i] = select(m, moment1[i], is_matrix);
    moment2[i] = select(v, moment2[i], is_matrix);
    value[i] = next;
    average[i] = step.ema_decay * average[i] + (1.0 - step.ema_decay) * next;
    d_value[i] = vec4f(0.0);
  }
}
