// A further moving average of the weights, after the optimizer's step: average = decay average + (1 - decay) value, where
// decay is number PLACE of the step's coefficients_a. With SKIP_BAD_STEPS it stays where the step was skipped.
//
// value, average [COUNT vec4s]; partial [PARTS], whose sum is the gradient's squared norm, read only with SKIP_BAD_STEPS
//
// One thread four elements. The first average is made by the optimizer itself. A launch of its own, since optimizers with
// three moments have no room for two more buffers among the eight that every device binds; it moves 12 bytes a number
// where it would move 8 in there.

const COUNT: u32 = 64u;
const PARTS: u32 = 1u;
const WORKGROUP: u32 = 64u;
const PLACE: u32 = 1u;
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

@group(0) @binding(0) var<storage, read> value: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> average: array<vec4f>;
@group(0) @binding(2) var<storage, read> partial: array<f32>;
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
  var skipped = false;
  if (SKIP_BAD_STEPS) {
    // By its bits: compilers take it that no number is infinite or not a number.
    skipped = (bitcast<u32>(squared_norm()) & 0x7f800000u) == 0x7f800000u;
  }
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i < COUNT && !skipped) {
    let decay = step.coefficients_a[PLACE];
    average[i] = decay * average[i] + (1.0 - decay) * value[i];
  }
}
