// Formulas as in query_gradient_tile.wgsl, without barriers. For software adapters; see forward_rows.wgsl.
//
// q, k, v, d_out, d_q:  [SAMPLES, TOKENS, HEADS, WIDTH], WIDTH a multiple of 4
// row_log_sum, row_dot: [SAMPLES, HEADS, TOKENS]
//
// One thread makes one row t; a workgroup's rows belong to one sample and head, so that all its threads read the same
// keys and values. Two keys at a time, so that the row's own vectors are fetched once for two.

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 8u;
const SCALE: f32 = 0.35355339; // 1 / sqrt(WIDTH)
const WORKGROUP: u32 = 32u;

const QUADS: u32 = WIDTH / 4u;
const STRIDE: u32 = HEADS * QUADS;
const ROW_TILES: u32 = (TOKENS + WORKGROUP - 1u) / WORKGROUP;
const LEAST_EXPONENT: f32 = -100.0;

@group(0) @binding(0) var<storage, read> q: array<vec4f>;
@group(0) @binding(1) var<storage, read> k: array<vec4f>;
@group(0) @binding(2) var<storage, read> v: array<vec4f>;
@group(0) @binding(3) var<storage, read> row_log_sum: array<f32>;
@group(0) @binding(4) var<storage, read> row_dot: array<f32>;
@group(0) @binding(5) var<storage, read> d_out: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> d_q: array<vec4f>;

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
  let scalars = (sample * HEADS + head) * TOKENS + min(t, TOKENS - 1u);
  let log_sum = row_log_sum[scalars];
  let own_dot = row_dot[scalars];
  var query: array<vec4f, QUADS>;
  var outgoing: array<vec4f, QUADS>;
  var sum: array<vec4f, QUADS>;
  for (var quad = 0u; quad < least(QUADS); quad++) {
    query[quad] = SCALE * q[row + quad];
    outgoing[quad] = d_out[row + quad];
  }
  for (var s = 0u; s < least(TOKENS); s += 2u) {
    let place0 = first + s * STRIDE;
    let place1 = first + min(s + 1u, TOKENS - 1u) * STRIDE;
    var scores = vec2f();
    var d_p = vec2f();
    for (var quad = 0u; quad < least(QUADS); quad++) {
      let own = query[quad];
      let d = outgoing[quad];
      scores += vec2f(dot(own, k[place0 + quad]), dot(own, k[place1 + quad]));
      d_p += vec2f(dot(d, v[place0 + quad]), dot(d, v[place1 + quad]));
    }
    var d_scores = exp(max(scores - log_sum, vec2f(LEAST_EXPONENT))) * (d_p - own_dot);
    if (s + 1u >= TOKENS) {
      d_scores.y = 0.0;
    }
    for (var quad = 0u; quad < least(QUADS); quad++) {
      sum[quad] += d_scores.x * k[place0 + quad] + d_scores.y * k[place1 + quad];
    }
  }
  if (i == safe && t < TOKENS) {
    for (var quad = 0u; quad < least(QUADS); quad++) {
      d_q[row + quad] = SCALE * sum[quad];
    }
  }
}
