// Weighted loss of a regression, its gradient, and the loss of each row, with e = prediction - goal and KIND
//   0 squared        row_loss = weight(t_b) mean_d e^2
//   1 absolute       row_loss = weight(t_b) mean_d |e|                     gradient 0 where e = 0
//   2 Huber          row_loss = weight(t_b) mean_d h(e),  h(e) = e^2 / 2 up to |e| = DELTA, DELTA (|e| - DELTA / 2) beyond
//   3 pseudo-Huber   row_loss = weight(t_b) (sqrt(mean_d e^2 + DELTA^2) - DELTA)
//   d_prediction     = d row_loss / d prediction / (BATCH * MICRO_BATCHES)
// so that the loss is the mean of row_loss and d_prediction its gradient, or its share of the gradient of the mean over
// MICRO_BATCHES batches.
//
// prediction, goal (the target), d_prediction [BATCH, DIMENSIONS]; timesteps [BATCH]; weights [T]; row_loss [BATCH]
//
// One thread a row: for points. wide_rows.wgsl is for pictures. The gradient is made here and now, because the
// backward pass always needs it. Sources: Huber, "Robust estimation of a location parameter" (1964); Song and Dhariwal,
// "Improved techniques for training consistency models" (2023), equation 8, divided by sqrt(DIMENSIONS).

const BATCH: u32 = 64u;
const DIMENSIONS: u32 = 2u;
const MICRO_BATCHES: u32 = 1u;
const KIND: u32 = 0u;
const DELTA: f32 = 1.0;
// Of the loss of an element: 2 where it is e^2.
const SLOPE: f32 = 2.0;
const WORKGROUP: u32 = 64u;

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
    d_prediction[index] = scale * slope(difference);
    sum += share(difference);
  }
  if (KIND == PSEUDO_HUBER) {
    let square = sum / f32(DIMENSIONS);
    let root = sqrt(square + DELTA * DELTA);
    for (var d = 0u; d < DIMENSIONS; d += 1u) {
      d_prediction[row * DIMENSIONS + d] /= root;
    }
    // sqrt(square + DELTA^2) - DELTA without the cancellation.
    row_loss[row] = weight * (square / (root + DELTA));
  } else {
    row_loss[row] = weight * sum / f32(DIMENSIONS);
  }
}
