// What is kept of a step's loss, in one slot of a ring that is read every so many steps:
//   ring[slot, 0]                the mean of row_loss
//   ring[slot, 1 + k]            sum of row_loss over the rows whose timestep falls into the k-th of LEVELS equal parts of 0..T-1
//   ring[slot, 1 + LEVELS + k]   the number of those rows
//   ring[slot, 1 + 2 LEVELS + k] sum of their squared row_loss, for drawing timesteps by their losses
//   ring[slot, 1 + 3 LEVELS]     is left as it is: optimizer/norm_record.wgsl puts the gradient's norm there
//
// row_loss [BATCH]; timesteps [BATCH]; ring [slots, 2 + 3 LEVELS]
//
// One workgroup. Its threads are LEVELS parts of the timesteps times SHARES shares of the rows: each adds up the rows of its part
// in its share, every SHARES-th row; then thread k adds the shares of part k in order, so that the same step gives the same bits.
// (Arrays of workgroup memory are kept short: some compilers for CPUs clear them element by element, in straight-line code.)

const BATCH: u32 = 64u;
const LEVELS: u32 = 10u;
const WORKGROUP: u32 = 64u;

const SHARES: u32 = WORKGROUP / LEVELS;

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

@group(0) @binding(0) var<storage, read> row_loss: array<f32>;
@group(0) @binding(1) var<storage, read> timesteps: array<u32>;
@group(0) @binding(2) var<storage, read_write> ring: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

// Sum, number and sum of squares.
var<workgroup> parts: array<vec3f, WORKGROUP>;
var<workgroup> level_sums: array<f32, LEVELS>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) thread: u32) {
  let level = thread / SHARES;
  var part = vec3f(0.0);
  for (var row = thread % SHARES; row < BATCH; row += SHARES) {
    let here = min(timesteps[row] * LEVELS / step.timesteps, LEVELS - 1u) == level;
    let loss = row_loss[row];
    part += select(vec3f(0.0), vec3f(loss, 1.0, loss * loss), here);
  }
  parts[thread] = part;
  workgroupBarrier();
  let slot = step.slot * (2u + 3u * LEVELS);
  if (thread < LEVELS) {
    var sum = vec3f(0.0);
    for (var i = 0u; i < SHARES; i += 1u) {
      sum += parts[thread * SHARES + i];
    }
    level_sums[thread] = sum.x;
    ring[slot + 1u + thread] = sum.x;
    ring[slot + 1u + LEVELS + thread] = sum.y;
    ring[slot + 1u + 2u * LEVELS + thread] = sum.z;
  }
  workgroupBarrier();
  if (thread == 0u) {
    var total = 0.0;
    for (var k = 0u; k < LEVELS; k += 1u) {
      total += level_sums[k];
    }
    ring[slot] = total / f32(BATCH);
  }
}
