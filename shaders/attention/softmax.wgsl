// probabilities[r, s] = exp(scores[r, s] - largest of the row) / their sum, in the place of the scores, and
// row_log_sum[r] = log of the sum of exp(scores[r, s]): the plain variant, second stage.
//
// probabilities: [ROWS, TOKENS], in it the scores, row_log_sum: [ROWS]; a row is a query of a head of a sample.
// One thread a row. Saved for the backward pass: row_log_sum.

const ROWS: u32 = 64u;
const TOKENS: u32 = 64u;
const WORKGROUP: u32 = 64u;

const LEAST_EXPONENT: f32 = -100.0;

@group(0) @binding(0) var<storage, read_write> probabilities: array<f32>;
@group(0) @binding(1) var<storage, read_write> row_log_sum: array<f32>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&probabilities));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * (groups.x * WORKGROUP);
  if (row >= ROWS) {
    return;
  }
  let first = row * TOKENS;
  var largest = probabilities[first];
  for (var s = 1u; s < least(TOKENS); s++) {
    largest = max(largest, probabilities[first + s]);
  }
  var total = 0.0;
  for (var s = 0u; s < least(TOKENS); s++) {
    let p = exp(max(probabilities[first + s] - largest, LEAST_EXPONENT));
    probabilities[first + s] = p;
    total += p;
  }
  for (var s = 0u; s < least(TOKENS); s++) {
    probabilities[first + s] /= total;
  }
  row_log_sum[row] = largest + log(total);
}
