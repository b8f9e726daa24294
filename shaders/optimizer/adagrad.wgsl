// Adagrad on the whole parameter arena, with clipping and the moving average of the weights fused in:
//   g       = d_value * min(1, CLIP_NORM / |d|) + WEIGHT_DECAY value       where |d| = sqrt(sum of partial)
//   moment2 = moment2 + g^2
//   value  -= lr * g / (sqrt(INITIAL + moment2) + EPSILON)
//   average = decay average + (1 - decay) value
//   d_value = 0, so that the next step's gradients may accumulate
// With SKIP_BAD_STEPS a gradient whose squared norm is infinite or not a number is cleared and changes nothing else.
//
// value, d_value, moment2, average [COUNT vec4s]; partial [PARTS]
//
// One thread four elements. The learning rate and the decay of the average come with the step.
// INITIAL is added here and not laid into moment2, so that every optimizer may begin with moments of zero.
// Source: Duchi, Hazan and Singer, "Adaptive subgradient methods" (2011), with diagonal matrices; as in PyTorch without lr_decay.

const COUNT: u32 = 64u;
const PARTS: u32 = 1u;
const WORKGROUP: u32 = 64u;
const EPSILON: f32 = 1e-10;
const INITIAL: f32 = 0.0;
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
@group(0) @binding(2) var<storage, read_write> moment2: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> average: array<vec4f>;
@group(0) @binding(4) var<storage, read> partial: array<f32>;
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
    let sum = moment2[i] + g * g;
    moment2[i] = sum;
    let next = old - step.learning_rate * (g / (sqrt(INITIAL + sum) + EPSILON));
    value[i] = next;
    average[i] = step.ema_decay * average[i] + (1.0 - step.ema_decay) * next;
    d_value[i] = vec4f(0.0);
  }
}
