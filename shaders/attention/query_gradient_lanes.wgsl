// Formulas as in query_gradient_tile.wgsl: 4 rows a thread, 4 keys at a time. For software adapters; see forward_lanes.wgsl.
//
// q, k, v, d_out, d_q:  [SAMPLES, TOKENS, HEADS, WIDTH], WIDTH a multiple of 4, at most 16
// row_log_sum, row_dot: [SAMPLES, HEADS, TOKENS]
//
// A workgroup, which is one subgroup, makes 4 LANES rows of one sample and head, its thread l rows 4l .. 4l + 3 of them.
// Matrices hold 4 rows; a column is a channel or a key.

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
const ROW_TILES: u32 = (TOKENS + 4u * LANES - 1u) / (4u * LANES);
const LEAST_EXPONENT: f32 = -100.0;
// The thread that holds the first channels of every second key.
const ODD: u32 = LANES - 4u;

@group(0) @binding(0) var<storage, read> q: array<vec4f>;
@group(0) @binding(1) var<storage, read> k: array<vec4f>;
@group(0) @binding(2) var<storage, read> v: array<vec4f>;
@group(0) @binding(3) var<storage, read> row_log_sum: array<f32>;
@group(0) @binding(4) var<storage, read> row_dot: array<f32>;
@group(0) @binding(5) var<storage, read> d_out: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> d_q: array<vec4f>;

// The bound, through a number that only the driver knows, so that compilers for CPUs do not unroll the loops.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&q));
}

// The places of four rows' numbers.
fn rows_of(first: u32, t: u32) -> vec4u {
  return first + min(vec4u(t, t + 1u, t + 2u, t + 3u), vec4u(TOKENS - 1u));
}

// p (d_p - row_dot) of a key that there is.
fn score_gradient(score: vec4f, d_p: vec4f, log_sum: vec4f, dots: vec4f, there: bool) -> vec4f {
  return select(vec4f(), exp(max(SCALE * score - log_sum, vec4f(LEAST_EXPONENT))) * (d_p - dots), there);
}

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(subgroup_invocation_id) lane: u32) {
  // Workgroups beyond the last make its rows again and store nothing.
  let i = id.x + id.y * groups.x;
  let safe = min(i, SAMPLES * HEADS * ROW_TILES - 1u);
  let t = 4u * (safe % ROW_TILES * LANES + lane);
  let head = safe / ROW_TILES % HEADS;
  let sample = safe / (ROW_TILES * HEADS);
  let first = sample * TOKENS * STRIDE + head * QUADS;
  let rows = rows_of((sample * HEADS + head) * TOKENS, t);
  let log_sum = vec4f(row_log_sum[rows.x], row_log_sum[rows.y], row_log_sum[rows.z], row_log_sum[rows.w]);
  let dots = vec4f(row_dot[rows.x], row_dot[rows.y], row_dot[rows.z], row_dot[rows.w]);
  var query: array<mat4x4f, 4>;
  var outgoing: array<mat4x4f, 4>;
  let place = first + min(t + vec4u(0u, 1u, 2u, 3u), vec4u(TOKENS - 1u)) * STRIDE;
  // A column a channel; zeros beyond WIDTH.
  for (var quad = 0u; quad < least(QUADS); quad++) {
    let source = place + quad;
    query[quad] = transpose(mat4x4f(q[source.x], q[source.y], q[source.z], q[source.w]));
    outgoing[quad] = transpose(mat4x4f(d_out[source.x], d_out[source.y], d_out[source.z], d_out[source.w]));
  }
  let query0 = query[0];
  let query1 = query[1];
  let query2 = query[2];
  let query3 = query[3];
  let outgoing0 = outgoing[0];
  let outgoing1 = outgoing[1];
  let outgoing2 = outgoing[2];
  let outgoing3 = outgoing[3];
  var sum0 = mat4x4f();
  var sum1 = mat4x4f();
  var sum2 = mat4x4f();
  var sum3 = mat4x4f();
  // Threads 0 to 3 read a key's channels, threads 4 to 7, if there are any, those of the next one.
  let mine = first + min(lane % 4u, QUADS - 1u);
  let next = lane / 4u;
  for (var s = 0u; s < least(TOKENS); s += 4u) {
    let place0 = mine + min(s + next, TOKENS - 1u) * STRIDE;
    let place2 = mine + min(s + 2u + next, TOKENS - 1u) * STRIDE;
    let k0 = k[place0];
    let k2 = k[place2];
    let v0 = v[place0];
    let v2 = v[place2];
    var k1 = k0;
    var k3 = k2;
    var v1 = v0;
    var v3 = v2;
    if (LANES == 4u) {
      let place1 = mine + min(s + 1u, TOKENS - 1u) * STRIDE;
      let place3 = mine + min(s + 3u, TOKENS - 1u) * STRIDE;
      k1 = k[place1];
      k3 = k[place3];
      v1 = v[place1];
      v3 = v[place3];
    }
    let keys0 = mat4x4f(subgroupBroadcast(k0, 0u), subgroupBroadcast(k1, ODD), subgroupBroadcast(k2, 0u), subgroupBroadcast(k3, ODD));
    let keys1 = mat4x4f(subgroupBroadcast(k0, 1u), subgroupBroadcast(k1, ODD + 1u), subgroupBroadcast(k2, 1u), subgroupBroadcast(k3, ODD + 1u));
    let keys2 = mat4x4f(subgroupBroadcast(k0, 2u), subgroupBroadcast(k1, ODD + 2u), subgroupBroadcast(k2, 2u), subgroupBroadcast(k3, ODD + 2u));
    let keys3 = mat4x4f(subgroupBroadcast(k0, 3u), subgroupBroadcast(k1, ODD + 3u), subgroupBroadcast(k2, 3u), subgroupBroadcast(k3, ODD + 3u));
    let scores = query0 * keys0 + query1 * keys1 + query2 * keys2 + query3 * keys3;
    let d_p = outgoing0 * mat4x4f(subgroupBroadcast(v0, 0u), subgroupBroadcast(v1, ODD), subgroupBroadcast(v2, 0u), subgroupBroadcast(v3, ODD))
      + outgoing1 * mat4x4f(subgroupBroadcast(v0, 1u), subgroupBroadcast(v1, ODD + 1u), subgroupBroadcast(v2, 1u), subgroupBroadcast(v3, ODD + 1u))
      + outgoing2 * mat4x4f(subgroupBroadcast(v0, 2u), subgroupBroadcast(v1, ODD + 2u), subgroupBroadcast(v2, 2u), subgroupBroadcast(v3, ODD + 2u))
      + outgoing3 * mat4x4f(subgroupBroadcast(v0, 3u), subgroupBroadcast(v1, ODD + 3u), subgroupBroadcast(v2, 3u), subgroupBroadcast(v3, ODD + 3u));
    let d_scores = mat4x4f(
      score_gradient(scores[0], d_p[0], log_sum, dots, true), score_gradient(scores[1], d_p[1], log_sum, dots, s + 1u < TOKENS),
      score_gradient(scores[2], d_p[2], log_sum, dots, s + 2u < TOKENS), score_gradient(scores[3], d_p[3], log_sum, dots, s + 3u < TOKENS),
    );
    sum0 += d_scores * transpose(keys0);
    sum1 += d_scores * transpose(keys1);
    sum2 += d_scores * transpose(keys2);
    sum3 += d_scores * transpose(keys3);
  }
  if (i != safe || t >= TOKENS) {
    return;
  }
  // Four channels of four rows each, a column a row; stored in a loop, since a place in the code that stores takes long to compile.
  var sums = array<mat4x4f, 4>(transpose(sum0), transpose(sum1), transpose(sum2), transpose(sum3));
  for (var j = 0u; j < least(min(4u, TOKENS - t)); j++) {
    for (var quad = 0u; quad < least(QUADS); quad++) {
      d_q[first + (t + j) * STRIDE + quad] = SCALE * sums[quad][j];
    }
  }
}
