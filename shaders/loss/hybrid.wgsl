// The hybrid loss of a network that learns the variance of the reverse steps too, and its gradient. The first CHANNELS channels of
// a place are what it predicts of the clean picture or the noise, the others its v. With e = prediction - goal,
// (span, ratio, own, constant, bound_weight) = bounds(t_b) and s = span (v + 1) / 2, the log-variance above the posterior's:
//   bound      = (s + constant + (own + ratio e^2) exp(-s)) / 2     nats of an element: a divergence, or the decoder's term
//   row_bound  = mean of bound over the row
//   row_loss   = weight(t_b) mean of e^2 + bound_weight row_bound
//   d_prediction = d row_loss / d prediction / (BATCH * MICRO_BATCHES), but e inside of the bound counts as a constant
//
// prediction, d_prediction [BATCH, PLACES, 2 CHANNELS]; goal [BATCH, PLACES, CHANNELS]; timesteps [BATCH]; weights [T];
// bounds [T, 5]; row_loss, row_bound [BATCH]
//
// One workgroup a row. Thread i takes every WORKGROUP-th element from i on; then RUN neighbours are added by every RUN-th
// thread and those sums by the first, always in the same order, so that the same step gives the same bits.
// Source: Nichol and Dhariwal, "Improved denoising diffusion probabilistic models" (2021), equations 15 and 16.

const BATCH: u32 = 32u;
const PLACES: u32 = 256u;
const CHANNELS: u32 = 1u;
const MICRO_BATCHES: u32 = 1u;
const WORKGROUP: u32 = 64u;
const RUN: u32 = 8u;

const DIMENSIONS: u32 = PLACES * CHANNELS;
const SHARE: f32 = 1.0 / (f32(BATCH) * f32(DIMENSIONS) * f32(MICRO_BATCHES));

@group(0) @binding(0) var<storage, read> prediction: array<f32>;
@group(0) @binding(1) var<storage, read> goal: array<f32>;
@group(0) @binding(2) var<storage, read> timesteps: array<u32>;
@group(0) @binding(3) var<storage, read> weights: array<f32>;
@group(0) @binding(4) var<storage, read> bounds: array<f32>;
@group(0) @binding(5) var<storage, read_write> d_prediction: array<f32>;
@group(0) @binding(6) var<storage, read_write> row_loss: array<f32>;
@group(0) @binding(7) var<storage, read_write> row_bound: array<f32>;

var<workgroup> sums: array<vec2f, WORKGROUP>;

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let row = group.x + group.y * groups.x;
  let here = row < BATCH;
  let t = timesteps[min(row, BATCH - 1u)];
  let weight = weights[t];
  let span = bounds[5u * t];
  let ratio = bounds[5u * t + 1u];
  let own = bounds[5u * t + 2u];
  let constant = bounds[5u * t + 3u];
  let bound_weight = bounds[5u * t + 4u];
  // Of squared errors and of bounds.
  var sum = vec2f(0.0);
  for (var d = select(DIMENSIONS, thread, here); d < DIMENSIONS; d += WORKGROUP) {
    let place = row * PLACES + d / CHANNELS;
    let index = place * 2u * CHANNELS + d % CHANNELS;
    let difference = prediction[index] - goal[row * DIMENSIONS + d];
    let square = difference * difference;
    let s = 0.5 * span * (prediction[index + CHANNELS] + 1.0);
    // The bound keeps it finite; so small variances are never right.
    let mismatch = (own + ratio * square) * exp(min(-s, 40.0));
    d_prediction[index] = 2.0 * SHARE * weight * difference;
    d_prediction[index + CHANNELS] = 0.25 * SHARE * bound_weight * span * (1.0 - mismatch);
    sum += vec2f(square, 0.5 * (s + constant + mismatch));
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
    var total = vec2f(0.0);
    for (var i = 0u; i < WORKGROUP; i += RUN) {
      total += sums[i];
    }
    let mean = total / f32(DIMENSIONS);
    row_bound[row] = mean.y;
    row_loss[row] = weight * mean.x + bound_weight * mean.y;
  }
}
