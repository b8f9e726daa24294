// What is kept of a step's loss, in one slot of a ring that is read every so many steps:
//   ring[slot, 0]                the mean of row_loss
//   ring[slot, 1 + k]            sum of row_loss over the rows whose timestep falls into the k-th of LEVELS equal parts of 0..T-1
//   ring[slot, 1 + LEVELS + k]   the number of those rows
//
// row_loss [BATCH]; timesteps [BATCH]; ring [slots, 1 + 2 LEVELS]
//
// One workgroup. Each thread takes every WORKGROUP-th row; then thread k adds part k of all threads in order, so that the
// same step gives the same bits.

const BATCH: u32 = 64u;
const LEVELS: u32 = 10u;
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

@group(0) @binding(0) var<storage, read> row_loss: array<f32>;
@group(0) @binding(1) var<storage, read> timesteps: array<u32>;
@group(0) @binding(2) var<storage, read_write> ring: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

var<workgroup> sums: array<f32, LEVELS * WORKGROUP>;
var<workgroup> counts: array<f32, LEVELS * WORKGROUP>;
var<workgroup> level_sums: array<f32, LEVELS>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) thread: u32) {
  for (var k = 0u; k < LEVELS; k += 1u) {
    sums[k * WORKGROUP + thread] = 0.0;
    counts[k * WORKGROUP + thread] = 0.0;
  }
  for (var row = thread; row < BATCH; row += WORKGROUP) {
    let k = min(timesteps[row] * LEVELS / step.timesteps, LEVELS - 1u);
    sums[k * WORKGROUP + thread] += row_loss[row];
    counts[k * WORKGROUP + thread] += 1.0;
  }
  workgroupBarrier();
  let slot = step.slot * (1u + 2u * LEVELS);
  if (thread < LEVELS) {
    var sum = 0.0;
    var count = 0.0;
    for (var i = 0u; i < WORKGROUP; i += 1u) {
      sum += sums[thread * WORKGROUP + i];
      count += counts[thread * WORKGROUP + i];
    }
    level_sums[thread] = sum;
    ring[slot + 1u + thread] = sum;
    ring[slot + 1u + LEVELS + thread] = count;
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
