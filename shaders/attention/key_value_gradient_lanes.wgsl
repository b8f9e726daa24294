// Formulas as in key_value_gradient_tile.wgsl: 4 tokens a thread, 4 queries at a time. For software adapters; see forward_lanes.wgsl.
//
// q, k, v, d_out, d_k, d_v: [SAMPLES, TOKENS, HEADS, WIDTH], WIDTH a multiple of 4, at most 16
// row_log_sum, row_dot:     [SAMPLES, HEADS, TOKENS]
//
// A workgroup, which is one subgroup, makes 4 LANES tokens of one sample and head, its thread l tokens 4l .. 4l + 3 of them.
// Matrices hold these 4 tokens; a column is a channel or a query.

enable subgroups;

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 16u;
const SCALE: f32 = 0.25; // 1 / sqrt(WIDTH)
// Threads of a workgroup, which is one subgroup: 4 or 8.
const LANES: u32 = 8u;

const QUADS: u32 = WIDTH / 4u;
const STRIDE: u32 = HEADS * QUADS;
const KEY_TILES: u32 = (TOKENS + 4u * LANES - 1u) / (4u * LANES);
const LEAST_EXPONENT: f32 = -100.0;
// The thread that holds the first channels of every second query.
const ODD: u32 = LANES - 4u;

@group(0) @binding(0) var<storage, read> q: array<vec4f>;
@group(0) @binding(1) var<storage, read> k: array<vec4f>;
@group(0) @binding(2) var<storage, read> v: array<vec4f>;
@group(0) @binding(3) var<storage, read> row_log_sum: array<f32>;
@group(0) @binding(4) var<storage, read> row_dot: array<f32>;
@group(0) @binding(5) var<storage, read> d_out: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> d_k: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> d_v: array<vec4f>;

// The bound, through a number that only the driver knows, so that compilers for CPUs do not unroll the loops.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&q));
}

fn probability(score: vec4f, log_sum: f32, there: bool) -> vec4f {
  return select(vec4f(), exp(max(SCALE * score - log_sum, vec4f(LEAST_EXPONENT))), there);
}

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(subgroup_invocation_id) lane: u32) {
  // Workgroups beyond the last make its tokens again and store nothing.
  let i = id.x + id.y * groups.x;
  let safe = min(i, SAMPLES * HEADS * KEY_TILES - 1u);
  let s = 4u * (safe % KEY_TILES * LANES + lane);
  let head = safe / KEY_TILES % HEADS;
  let sample = safe / (KEY_TILES * HEADS);
  let first = sample * TOKENS * STRIDE + head * QUADS;
  let rows = (sample * HEADS + head) * TOKENS;
  var key: array<mat4x4f, 4>;
  var value: array<mat4x4f, 4>;
  let place = first + min(s + vec4u(0u, 1u, 2u, 3u), vec4u(TOKENS - 1u)) * STRIDE;
  // A column a channel; zeros beyond WIDTH.
  for (var quad = 0u; quad < least(QUADS); quad++) {
    let source = place + quad;
    key[quad] = transpose(mat4x4f(k[source.x], k[source.y], k[source.z], k[source.w]));
    value[quad] = transpose(mat4x4f(v[source.x], v[source.y], v[source.z], v[source.w]));
  }
  let key0 = key[0];
  let key1 = key[1];
  let key2 = key[2];
  let key3 = key[3];
  let value0 = value[0];
  let value1 = value[1];
  let value2 = value[2];
  let value3 = value[3];
  var key_sum0 = mat4x4f();
  var key_sum1 = mat4x4f();
  var key_sum2 = mat4x4f();
  var key_sum3 = mat4x4f();
  var value_sum0 = mat4x4f();
  var value_sum1 = mat4x4f();
  var value_sum2 = mat4x4f();
  var value_sum3 = mat4x4f();
  // Threads 0 to 3 read a query's channels, threads 4 to 7, if there are any, those of the next one.
  let mine = first + min(lane % 4u, QUADS - 1u);
  let next = lane / 4u;
  for (var t = 0u; t < least(TOKENS); t += 4u) {
    let place0 = mine + min(t + next, TOKENS - 1u) * STRIDE;
    let place2 = mine + min(t + 2u + next, TOKENS - 1u) * STRIDE;
    let q0 = q[place0];
    let q2 = q[place2];
    let d0 = d_out[place0];
    let d2 = d_out[place2];
    var q1 = q0;
    var q3 = q2;
    var d1 = d0;
    var d3 = d2;
    if (LANES == 4u) {
      let place1 = mine + min(t + 1u, TOKENS - 1u) * STRIDE;
      let place3 = mine + min(t + 3u, TOKENS - 1u) * STRIDE;
      q1 = q[place1];
      q3 = q[place3];
      d1 = d_out[place1];
      d3 = d_out[place3];
    }
    let row = rows + min(t + lane % 4u, TOKENS - 1u);
    let log_sum = row_log_sum[row];
    let dots = row_dot[row];
    let query0 = mat4x4f(subgroupBroadcast(q0, 0u), subgroupBroadcast(q1, ODD), subgroupBroadcast(q2, 0u), subgroupBroadcast(q3, ODD));
    let query1 = mat4x4f(subgroupBroadcast(q0, 1u), subgroupBroadcast(q1, ODD + 1u), subgroupBroadcast(q2, 1u), subgroupBroadcast(q3, ODD + 1u));
    let query2 = mat4x4f(subgroupBroadcast(q0, 2u), subgroupBroadcast(q1, ODD + 2u), subgroupBroadcast(q2, 2u), subgroupBroadcast(q3, ODD + 2u));
    let query3 = mat4x4f(subgroupBroadcast(q0, 3u), subgroupBroadcast(q1, ODD + 3u), subgroupBroadcast(q2, 3u), subgroupBroadcast(q3, ODD + 3u));
    let scores = key0 * query0 + key1 * query1 + key2 * query2 + key3 * query3;
    let p = mat4x4f(
      probability(scores[0], subgroupBroadcast(log_sum, 0u), true), probability(scores[1], subgroupBroadcast(log_sum, 1u), t + 1u < TOKENS),
      probability(scores[2], subgroupBroadcast(log_sum, 2u), t + 2u < TOKENS), probability(scores[3], subgroupBroadcast(log_sum, 3u), t + 3u < TOKENS),
    );
    let d_out0 = mat4x4f(subgroupBroadcast(d0, 0u), subgroupBroadcast(d1, ODD), subgroupBroadcast(d2, 0u), subgroupBroadcast(d3, ODD));
    let d_out1 = mat4x4f(subgroupBroadcast(d0, 1u), subgroupBroadcast(d1, ODD + 1u), subgroupBroadcast(d2, 1u), subgroupBroadcast(d3, ODD + 1u));
    let d_out2 = mat4x4f(subgroupBroadcast(d0, 2u), subgroupBroadcast(d1, ODD + 2u), subgroupBroadcast(d2, 2u), subgroupBroadcast(d3, ODD + 2u));
    let d_out3 = mat4x4f(subgroupBroadcast(d0, 3u), subgroupBroadcast(d1, ODD + 3u), subgroupBroadcast(d2, 3u), subgroupBroadcast(d3, ODD + 3u));
    let d_p = value0 * d_out0 + value1 * d_out1 + value2 * d_out2 + value3 * d_out3;
    let d_scores = mat4x4f(
      p[0] * (d_p[0] - subgroupBroadcast(dots, 0u)), p[1] * (d_p[1] - subgroupBroadcast(dots, 1u)),
      p[2] * (d_p[2] - subgroupBroadcast(dots, 2u)), p[3] * (d_p[3] - subgroupBroadcast(dots, 3u)),
    );
    key_sum0 += d_scores * transpose(query0);
    value_sum0 += p * transpose(d_out0);
    key_sum1 += d_scores * transpose(query1);
    value_sum1 += p * transpose(d_out1);
    key_sum2 += d_scores * transpose(query2);
    value_sum2 += p * transpose(d_out2);
    key_sum3 += d_scores * transpose(query3);
    value_sum3 += p * transpose(d_out3);
  }
  if (i != safe || s >= TOKENS) {
    return;
  }
  // Four channels of four tokens each, a column a token; stored in a loop, since a place in the code that stores takes long to compile.
  var key_sums = array<mat4x4f, 4>(transpose(key_sum0), transpose(key_sum1), transpose(key_sum2), transpose(key_sum3));
  var value_sums = array<mat4x4f, 4>(transpose(value_sum0), transpose(value_sum1), transpose(value_sum2), transpose(value_sum3));
  for (var j = 0u; j < least(min(4u, TOKENS - s)); j++) {
    for (var quad = 0u; quad < least(QUADS); quad++) {
      let to = first + (s + j) * STRIDE + quad;
      d_k[to] = SCALE * key_sums[quad][j];
      d_v[to] = value_sums[quad][j];
    }
  }
}
