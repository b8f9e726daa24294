// Formulas and online softmax as in forward_tile.wgsl, without barriers. For software adapters, where workgroup memory is
// ordinary memory, and a load is cheap if all threads of a workgroup read one address: keys and values are read so.
//
// q, k, v, out: [SAMPLES, TOKENS, HEADS, WIDTH], WIDTH a multiple of 4
// row_log_sum:  [SAMPLES, HEADS, TOKENS], saved for the backward pass with q, k and v
//
// One thread makes one row t; a workgroup's rows belong to one sample and head. Four keys at a time, so that the query
// and the weighted sum are fetched once for four. Loop bounds go through `least`, whose other argument only the driver
// knows: compilers for CPUs would unroll these loops and then take long over the result.

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 8u;
const SCALE: f32 = 0.35355339; // 1 / sqrt(WIDTH)
const WORKGROUP: u32 = 32u;

const QUADS: u32 = WIDTH / 4u;
const STRIDE: u32 = HEADS * QUADS;
const ROW_TILES: u32 = (TOKENS + WORKGROUP - 1u) / WORKGROUP;
const LOWEST: f32 = -3e38;
const LEAST_EXPONENT: f32 = -100.0;

@group(0) @binding(0) var<storage, read> q: array<vec4f>;
@group(0) @binding(1) var<storage, read> k: array<vec4f>;
@group(0) @binding(2) var<storage, read> v: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> row_log_sum: array<f32>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&q));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  // Workgroups beyond the last make its rows again and store nothing.
  let i = id.x + id.y * groups.x;
  let safe = min(i, SAMPLES * HEADS * ROW_TILES - 1u);
  let t = safe % ROW_TILES * WORKGROUP + lane;
  let head = safe / ROW_TILES % HEADS;
  let sample = safe / (ROW_TILES * HEADS);
  let first = sample * TOKENS * STRIDE + head * QUADS;
  let row = first + min(t, TOKENS - 1u) * STRIDE;
  var query: array<vec4f, QUADS>;
  var sum: array<vec4f, QUADS>;
  for (var quad = 0u; quad < least(QUADS); quad++) {
    query[quad] = SCALE * q[row + quad];
  }
  var largest = LOWEST;
  var total = 0.0;
  for (var s = 0u; s < least(TOKENS); s += 4u) {
    let place0 = first + s * STRIDE;
    let place1 = first + min(s + 1u, TOKENS - 1u) * STRIDE;
    let place2 = first + min(s + 2u, TOKENS - 1u) * STRIDE;
    let place3 = first + min(s + 3u, TOKENS - 1u) * STRIDE;
    var scores = vec4f();
    for (var quad = 0u; quad < least(QUADS); quad++) {
      let own = query[quad];
      scores += vec4f(dot(own, k[place0 + quad]), dot(own, k[place1 + quad]), dot(own, k[place2 + quad]), dot(own, k[place3 + quad]));
    }
    scores = select(scores, vec4f(LOWEST), s + vec4u(0u, 1u, 2u, 3u) >= vec4u(TOKENS));
    let raised = max(max(largest, max(scores.x, scores.y)), max(scores.z, scores.w));
    let shrink = exp(max(largest - raised, LEAST_EXPONENT));
    let p = exp(max(scores - raised, vec4f(LEAST_EXPONENT)));
    largest = raised;
    total = total * shrink + dot(p, vec4f(1.0));
    for (var quad = 0u; quad < least(QUADS); quad++) {
      sum[quad] = sum[quad] * shrink + p.x * v[place0 + quad] + p.y * v[place1 + quad] + p.z * v[place2 + quad] + p.w * v[place3 + quad];
    }
  }
  if (i == safe && t < TOKENS) {
    for (var quad = 0u; quad < least(QUADS); quad++) {
      out[row + quad] = sum[quad] / total;
    }
    row_log_sum[(sample * HEADS + head) * TOKENS + t] = largest + log(total);
  }
}
