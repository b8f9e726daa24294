// Weighted squared error, its gradient, and the loss of each row:
//   row_loss[b]     = weight(t_b) / DIMENSIONS * sum_d (prediction[b, d] - target[b, d])^2
//   d_prediction    = 2 weight(t_b) (prediction - target) / (BATCH * DIMENSIONS * MICRO_BATCHES)
// so that the loss is the mean of row_loss and d_prediction its gradient, or its share of the gradient of the mean over
// MICRO_BATCHES batches.
//
// prediction, goal (the target), d_prediction [BATCH, DIMENSIONS]; timesteps [BATCH]; weights [T]; row_loss [BATCH]
//
// One thread a row: for points. squared_error_wide.wgsl is for pictures. The gradient is made here and now, because the
// backward pass always needs it.

const BATCH: u32 = 64u;
const DIMENSIONS: u32 = 2u;
const MICRO_BATCHES: u32 = 1u;
const WORKGROUP: u32 = 64u;

const GRADIENT: f32 = 2.0 / (f32(BATCH) * f32(DIMENSIONS) * f32(MICRO_BATCHES));

@group(0) @binding(0) var<storage, read> prediction: array<f32>;
@group(0) @binding(1) var<storage, read> goal: array<f32>;
@group(0) @binding(2) var<storage, read> timesteps: array<u32>;
@group(0) @binding(3) var<storage, read> weights: array<f32>;
@group(0) @binding(4) var<storage, read_write> d_prediction: array<f32>;
@group(0) @binding(5) var<storage, read_write> row_loss: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * groups.x * WORKGROUP;
  if (row >= BATCH) {
    return;
  }
  let weight = weights[timesteps[row]];
  let scale = GRADIENT * weight;
  var sum = 0.0;
  for (var d = 0u; d < DIMENSIONS; d += 1u) {
    let index = row * DIMENSIONS + d;
    let difference = prediction[index] - goal[index];
    d_prediction[index] = scale * difference;
    sum += difference * difference;
  }
  row_loss[row] = weight * sum / f32(DIMENSIONS);
}
