// Weighted loss of a regression on wide rows (pictures), its gradient, and the loss of each row. KIND, DELTA and formulas are
// those of rows.wgsl.
//
// prediction, goal (the target), d_prediction [BATCH, DIMENSIONS]; timesteps [BATCH]; weights [T]; row_loss [BATCH]
//
// One workgroup a row. Thread i takes every WORKGROUP-th element from i on; then RUN neighbours are added by every RUN-th
// thread and those sums by the first, always in the same order, so that the same step gives the same bits.

const BATCH: u32 = 32u;
const DIMENSIONS: u32 = 256u;
const MICRO_BATCHES: u32 = 1u;
const KIND: u32 = 0u;
const DELTA: f32 = 1.0;
// Of the loss of an element: 2 where it is e^2.
const SLOPE: f32 = 2.0;
const WORKGROUP: u32 = 64u;
const RUN: u32 = 8u;

const ABSOLUTE: u32 = 1u;
const HUBER: u32 = 2u;
const PSEUDO_HUBER: u32 = 3u;
const GRADIENT: f32 = SLOPE / (f32(BATCH) * f32(DIMENSIONS) * f32(MICRO_BATCHES));

@group(0) @binding(0) var<storage, read> prediction: array<f32>;
@group(0) @binding(1) var<storage, read> goal: array<f32>;
@group(0) @binding(2) var<storage, read> timesteps: array<u32>;
@group(0) @binding(3) var<storage, read> weights: array<f32>;
@group(0) @binding(4) var<storage, read_write> d_prediction: array<f32>;
@group(0) @binding(5) var<storage, read_write> row_loss: array<f32>;

var<workgroup> sums: array<f32, WORKGROUP>;

// What an element adds to the row's sum.
fn share(difference: f32) -> f32 {
  if (KIND == ABSOLUTE) {
    return abs(difference);
  }
  if (KIND == HUBER) {
    let size = abs(difference);
    return select(DELTA * (size - 0.5 * DELTA), 0.5 * difference * difference, size <= DELTA);
  }
  return difference * difference;
}

// Its derivative, divided by SLOPE; for pseudo-Huber also to be divided by the square root.
fn slope(difference: f32) -> f32 {
  if (KIND == ABSOLUTE) {
    return sign(difference);
  }
  if (KIND == HUBER) {
    return clamp(difference, -DELTA, DELTA);
  }
  return difference;
}

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
  let first = select(DIMENSIONS, thread, here);
  var sum = 0.0;
  for (var d = first; d < DIMENSIONS; d += WORKGROUP) {
    let index = row * DIMENSIONS + d;
    let difference = prediction[index] - goal[index];
    d_prediction[index] = scale * slope(difference);
    sum += share(difference);
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
  if (thread == 0u || KIND == PSEUDO_HUBER) {
    var total = 0.0;
    for (var i = 0u; i < WORKGROUP; i += RUN) {
      total += sums[i];
    }
    if (KIND == PSEUDO_HUBER) {
      let square = total / f32(DIMENSIONS);
      let root = sqrt(square + DELTA * DELTA);
      for (var d = first; d < DIMENSIONS; d += WORKGROUP) {
        d_prediction[row * DIMENSIONS + d] /= root;
      }
      if (thread == 0u && here) {
        // sqrt(square + DELTA^2) - DELTA without the cancellation.
        row_loss[row] = weight * (square / (root + DELTA));
      }
    } else if (here) {
      row_loss[row] = weight * total / f32(DIMENSIONS);
    }
  }
}
