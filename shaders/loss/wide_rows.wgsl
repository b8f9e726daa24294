// Weighted squared error of wide rows (pictures), its gradient, and the loss of each row, as in squared_error.wgsl:
//   row_loss[b]     = weight(t_b) / DIMENSIONS * sum_d (prediction[b, d] - goal[b, d])^2
//   d_prediction    = 2 weight(t_b) (prediction - goal) / (BATCH * DIMENSIONS * MICRO_BATCHES)
//
// prediction, goal (the target), d_prediction [BATCH, DIMENSIONS]; timesteps [BATCH]; weights [T]; row_loss [BATCH]
//
// One workgroup a row. Thread i takes every WORKGROUP-th element from i on; then RUN neighbours are added by every RUN-th
// thread and those sums by the first, always in the same order, so that the same step gives the same bits.

const BATCH: u32 = 32u;
const DIMENSIONS: u32 = 256u;
const MICRO_BATCHES: u32 = 1u;
const WORKGROUP: u32 = 64u;
const RUN: u32 = 8u;

const GRADIENT: f32 = 2.0 / (f32(BATCH) * f32(DIMENSIONS) * f32(MICRO_BATCHES));

@group(0) @binding(0) var<storage, read> prediction: array<f32>;
@group(0) @binding(1) var<storage, read> goal: array<f32>;
@group(0) @binding(2) var<storage, read> timesteps: array<u32>;
@group(0) @binding(3) var<storage, read> weights: array<f32>;
@group(0) @binding(4) var<storage, read_write> d_prediction: array<f32>;
@group(0) @binding(5) var<storage, read_write> row_loss: array<f32>;

var<workgroup> sums: array<f32, WORKGROUP>;

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let row = group.x + group.y * groups.x;
  let here = row < BATCH;
  let weight = weights[timesteps[min(row, BATCH - 1u)]];
  let scale = GRADIENT * weight;
  var sum = 0.0;
  for (var d = select(DIMENSIONS, thread, here); d < DIMENSIONS; d += WORKGROUP) {
    let index = row * DIMENSIONS + d;
    let difference = prediction[index] - goal[index];
    d_prediction[index] = scale * difference;
    sum += difference * difference;
  }
  sums[thread] = sum;
  workgroupBarrier();
  if (thread % RUN == 0u) {
    for (var i = 1u; i < RUN; i += 1u) {
      sum += sums[thread + i];
    }
    sums[thread] = sum;
  }
  workgroupBarrier();
  if (thread == 0u && here) {
    var total = 0.0;
    for (var i = 0u; i < WORKGROUP; i += RUN) {
      total += sums[i];
    }
    row_loss[row] = weight * total / f32(DIMENSIONS);
  }
}
