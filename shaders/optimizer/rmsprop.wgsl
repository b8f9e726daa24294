// RMSProp on the whole parameter arena, with clipping and the moving average of the weights fused in:
//   g       = d_value * min(1, CLIP_NORM / |d|) + WEIGHT_DECAY value       where |d| = sqrt(sum of partial)
//   moment2 = SMOOTHING moment2 + (1 - SMOOTHING) g^2
//   moment3 = SMOOTHING moment3 + (1 - SMOOTHING) g                        with CENTRED
//   u       = g / (sqrt(moment2 - moment3^2) + EPSILON)                    moment3 = 0 without CENTRED
//   moment1 = MOMENTUM moment1 + u                                         with MOMENTUM > 0; its step is moment1, not u
//   value  -= lr * (u, or moment1)
//   average = decay average + (1 - decay) value
//   d_value = 0, so that the next step's gradients may accumulate
// With SKIP_BAD_STEPS a gradient whose squared norm is infinite or not a number is cleared and changes nothing else.
//
// value, d_value, moment2, average [COUNT vec4s], moment1 too with MOMENTUM > 0 and moment3 with CENTRED (else any buffers
// may be bound); partial [PARTS]
//
// One thread four elements. The learning rate and the decay of the average come with the step.
// Source: Tieleman and Hinton, "Lecture 6.5 - rmsprop" (2012); centred as in Graves, "Generating sequences with recurrent
// neural networks" (2013), equation 38; EPSILON outside of the root as in PyTorch.

const COUNT: u32 = 64u;
const PARTS: u32 = 1u;
const WORKGROUP: u32 = 64u;
const SMOOTHING: f32 = 0.99;
// 1 - smoothing, from the exact numbers.
const FRESH: f32 = 0.01;
const EPSILON: f32 = 1e-8;
const MOMENTUM: f32 = 0.0;
const CENTRED: bool = false;
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
@group(0) @binding(4) var<storage, read_write> moment3: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> average: array<vec4f>;
@group(0) @binding(6) var<storage, read> partial: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

fn squared_norm() -> f32 {
  var sum = 0.0;
  for (var part = 0u; part < PARTS; part += 1u) {
    sum += partial[part];
  }
  return sum;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  var clip = 1.0;
  var skipped = false;
  if (CLIP_NORM > 0.0 || SKIP_BAD_STEPS) {
    // The few parts by each thread for itself: a barrier costs software adapters more than all the rest.
    let squared = squared_norm();
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
    let old = value[i];
    let g = clip * d_value[i] + WEIGHT_DECAY * old;
    let square = SMOOTHING * moment2[i] + FRESH * g * g;
    moment2[i] = square;
    var spread = square;
    if (CENTRED) {
      let mean = SMOOTHING * moment3[i] + FRESH * g;
      moment3[i] = mean;
      // Rounding may push the variance of a gradient that hardly changes below zero.
      spread = max(square - mean * mean, vec4f(0.0));
    }
    var update = g / (sqrt(spread) + EPSILON);
    if (MOMENTUM > 0.0) {
      update += MOMENTUM * moment1[i];
      moment1[i] = update;
    }
    let next = old - step.learning_rate * update;
    value[i] = next;
    average[i] = step.ema_decay * average[i] + (1.0 - step.ema_decay) * next;
    d_value[i] = vec4f(0.0);
  }
}
