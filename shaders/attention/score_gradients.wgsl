// From scores to both matrices that the plain variant's backward pass multiplies with:
//   p = exp(score - row_log_sum[t]), in the place of the scores;   d_scores = SCALE p (d_out[t].v[s] - row_dot[t])
//
// probabilities:        [SAMPLES, HEADS, TOKENS, TOKENS], in it the scores
// d_scores:             [SAMPLES, HEADS, TOKENS, TOKENS], by q.k, so SCALE is in it
// v, d_out:             [SAMPLES, TOKENS, HEADS, WIDTH]
// row_log_sum, row_dot: [SAMPLES, HEADS, TOKENS]
//
// One thread a score.

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 8u;
const SCALE: f32 = 0.35355339; // 1 / sqrt(WIDTH)
const WORKGROUP: u32 = 64u;

const COUNT: u32 = SAMPLES * HEADS * TOKENS * TOKENS;
const LEAST_EXPONENT: f32 = -100.0;

@group(0) @binding(0) var<storage, read> v: array<f32>;
@group(0) @binding(1) var<storage, read> row_log_sum: array<f32>;
@group(0) @binding(2) var<storage, read> row_dot: array<f32>;
@group(0) @binding(3) var<storage, read> d_out: array<f32>;
@group(0) @binding(4) var<storage, read_write> probabilities: array<f32>;
@group(0) @binding(5) var<storage, read_write> d_scores: array<f32>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&v));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= COUNT) {
    return;
  }
  let row = i / TOKENS;
  let head = row / TOKENS % HEADS;
  let sample = row / (TOKENS * HEADS);
  let outgoing = ((sample * TOKENS + row % TOKENS) * HEADS + head) * WIDTH;
  let value = ((sample * TOKENS + i % TOKENS) * HEADS + head) * WIDTH;
  var d_p = 0.0;
  for (var d = 0u; d < least(WIDTH); d++) {
    d_p += d_out[outgoing + d] * v[value + d];
  }
  let p = exp(max(probabilities[i] - row_log_sum[row], LEAST_EXPONENT));
  probabilities[i] = p;
  d_scores[i] = SCALE * p * (d_p - row_dot[row]);
}
