// Formulas and online softmax as in forward_tile.wgsl: 4 rows a thread, 4 keys at a time. For software adapters whose
// subgroups all have 4 or 8 threads: each loads one vec4 of k or v, and `subgroupBroadcast` hands its numbers to all;
// shaders/conv2d/lanes.wgsl tells why.
//
// q, k, v, out: [SAMPLES, TOKENS, HEADS, WIDTH], WIDTH a multiple of 4, at most 16: a row's vectors stay in registers
// row_log_sum:  [SAMPLES, HEADS, TOKENS], saved for the backward pass with q, k and v
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
const LOWEST: f32 = -3e38;
const LEAST_EXPONENT: f32 = -100.0;
// The thread that holds the first channels of every second key.
const ODD: u32 = LANES - 4u;

@group(0) @binding(0) var<storage, read> q: array<vec4f>;
@group(0) @binding(1) var<storage, read> k: array<vec4f>;
@group(0) @binding(2) var<storage, read> v: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> row_log_sum: array<f32>;

// The bound, through a number that only the driver knows, so that compilers for CPUs do not unroll the loops.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&q));
}

// Each row times a number of its own.
fn scaled(a: mat4x4f, factor: vec4f) -> mat4x4f {
  return mat4x4f(a[0] * factor, a[1] * factor, a[2] * factor, a[3] * factor);
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
  var query: array<mat4x4f, 4>;
  let place = first + min(t + vec4u(0u, 1u, 2u, 3u), vec4u(TOKENS - 1u)) * STRIDE;
  // A column a channel. Heads narrower than 16 have zeros here, by which whatever stands for their keys' channels is multiplied.
  for (var quad = 0u; quad < least(QUADS); quad++) {
    let source = place + quad;
    query[quad] = SCALE * transpose(mat4x4f(q[source.x], q[source.y], q[source.z], q[source.w]));
  }
  let query0 = query[0];
  let query1 = query[1];
  let query2 = query[2];
  let query3 = query[3];
  var sum0 = mat4x4f();
  var sum1 = mat4x4f();
  var sum2 = mat4x4f();
  var sum3 = mat4x4f();
  var largest = vec4f(LOWEST);
  var total = vec4f();
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
    var scores = query0 * mat4x4f(subgroupBroadcast(k0, 0u), subgroupBroadcast(k1, ODD), subgroupBroadcast(k2, 0u), subgroupBroadcast(k3, ODD))
      + query1 * mat4x4f(subgroupBroadcast(k0, 1u), subgroupBroadcast(k1, ODD + 1u), subgroupBroadcast(k2, 1u), subgroupBroadcast(k3, ODD + 1u))
      + query2 * mat4x4f(subgroupBroadcast(k0, 2u), subgroupBroadcast(k1, ODD + 2u), subgroupBroadcast(k2, 2u), subgroupBroadcast(k3, ODD + 2u))
      + query3 * mat4x4f(subgroupBroadcast(k0, 3u), subgroupBroadcast(k1, ODD + 3u), subgroupBroadcast(k2, 3u), subgroupBroadcast(k3, ODD + 3u));
    scores[1] = select(scores[1], vec4f(LOWEST), s + 1u >= TOKENS);
    scores[2] = select(scores[2], vec4f(LOWEST), s + 2u >= TOKENS);
    scores[3] = select(scores[3], vec4f(LOWEST), s + 3u >= TOKENS);
    let raised = max(largest, max(max(scores[0], scores[1]), max(scores[2], scores[3])));
    let shrink = exp(max(largest - raised, vec4f(LEAST_EXPONENT)));
    let p = mat4x4f(
      exp(max(scores[0] - raised, vec4f(LEAST_EXPONENT))), exp(max(scores[1] - raised, vec4f(LEAST_EXPONENT))),
      exp(max(scores[2] - raised, vec4f(LEAST_EXPONENT))), exp(max(scores[3] - raised, vec4f(LEAST_EXPONENT))),
    );
    largest = raised;
    total = total * shrink + (p[0] + p[1] + p[2] + p[3]);
    sum0 = scaled(sum0, shrink) + p * transpose(mat4x4f(subgroupBroadcast(v0, 0u), subgroupBroadcast(v1, ODD), subgroupBroadcast(v2, 0u), subgroupBroadcast(v3, ODD)));
    sum1 = scaled(sum1, shrink) + p * transpose(mat4x4f(subgroupBroadcast(v0, 1u), subgroupBroadcast(v1, ODD + 1u), subgroupBroadcast(v2, 1u), subgroupBroadcast(v3, ODD + 1u)));
    sum2 = scaled(sum2, shrink) + p * transpose(mat4x4f(subgroupBroadcast(v0, 2u), subgroupBroadcast(v1, ODD + 2u), subgroupBroadcast(v2, 2u), subgroupBroadcast(v3, ODD + 2u)));
    sum3 = scaled(sum3, shrink) + p * transpose(mat4x4f(subgroupBroadcast(v0, 3u), subgroupBroadcast(v1, ODD + 3u), subgroupBroadcast(v2, 3u), subgroupBroadcast(v3, ODD + 3u)));
  }
  if (i != safe || t >= TOKENS) {
    return;
  }
  // Four channels of four rows each, a column a row; stored in a loop, since a place in the code that stores takes long to compile.
  var sums = array<mat4x4f, 4>(transpose(sum0), transpose(sum1), transpose(sum2), transpose(sum3));
  let log_sums = largest + log(total);
  for (var j = 0u; j < least(min(4u, TOKENS - t)); j++) {
    for (var quad = 0u; quad < least(QUADS); quad++) {
      out[first + (t + j) * STRIDE + quad] = sums[quad][j] / total[j];
    }
    row_log_sum[(sample * HEADS + head) * TOKENS + t + j] = log_sums[j];
  }
}
