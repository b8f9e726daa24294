// Formulas as in key_value_gradient_tile.wgsl, without barriers. For software adapters; see forward_rows.wgsl.
//
// q, k, v, d_out, d_k, d_v: [SAMPLES, TOKENS, HEADS, WIDTH], WIDTH a multiple of 4
// row_log_sum, row_dot:     [SAMPLES, HEADS, TOKENS]
//
// One thread makes one token s; a workgroup's tokens belong to one sample and head, so that all its threads read the same
// queries and d_out. Two queries at a time, so that the token's own vectors are fetched once for two.

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 8u;
const SCALE: f32 = 0.35355339; // 1 / sqrt(WIDTH)
const WORKGROUP: u32 = 32u;

const QUADS: u32 = WIDTH / 4u;
const STRIDE: u32 = HEADS * QUADS;
const KEY_TILES: u32 = (TOKENS + WORKGROUP - 1u) / WORKGROUP;
const LEAST_EXPONENT: f32 = -100.0;

@group(0) @binding(0) var<storage, read> q: array<vec4f>;
@group(0) @binding(1) var<storage, read> k: array<vec4f>;
@group(0) @binding(2) var<storage, read> v: array<vec4f>;
@group(0) @binding(3) var<storage, read> row_log_sum: array<f32>;
@group(0) @binding(4) var<storage, read> row_dot: array<f32>;
@group(0) @binding(5) var<storage, read> d_out: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> d_k: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> d_v: array<vec4f>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&q));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  // Workgroups beyond the last make its tokens again and store nothing.
  let i = id.x + id.y * groups.x;
  let safe = min(i, SAMPLES * HEADS * KEY_TILES - 1u);
  let s = safe % KEY_TILES * WORKGROUP + lane;
  let head = safe / KEY_TILES % HEADS;
  let sample = safe / (KEY_TILES * HEADS);
  let first = sample * TOKENS * STRIDE + head * QUADS;
  let rows = (sample * HEADS + head) * TOKENS;
  let place = first + min(s, TOKENS - 1u) * STRIDE;
  var key: array<vec4f, QUADS>;
  var value: array<vec4f, QUADS>;
  var key_sum: array<vec4f, QUADS>;
  var value_sum: array<vec4f, QUADS>;
  for (var quad = 0u; quad < least(QUADS); quad++) {
    key[quad] = SCALE * k[place + quad];
    value[quad] = v[place + quad];
  }
  for (var t = 0u; t < least(TOKENS); t += 2u) {
    let next = min(t + 1u, TOKENS - 1u);
    let place0 = first + t * STRIDE;
    let place1 = first + next * STRIDE;
    var scores = vec2f();
    var d_p = vec2f();
    for (var quad = 0u; quad < least(QUADS); quad++) {
      let own = key[quad];
      let own_value = value[quad];
      scores += vec2f(dot(own, q[place0 + quad]), dot(own, q[place1 + quad]));
      d_p += vec2f(dot(own_value, d_out[place0 + quad]), dot(own_value, d_out[place1 + quad]));
    }
    var p = exp(max(scores - vec2f(row_log_sum[rows + t], row_log_sum[rows + next]), vec2f(LEAST_EXPONENT)));
    if (t + 1u >= TOKENS) {
      p.y = 0.0;
    }
    let d_scores = p * (d_p - vec2f(row_dot[rows + t], row_dot[rows + next]));
    for (var quad = 0u; quad < least(QUADS); quad++) {
      key_sum[quad] += d_scores.x * q[place0 + quad] + d_scores.y * q[place1 + quad];
      value_sum[quad] += p.x * d_out[place0 + quad] + p.y * d_out[place1 + quad];
    }
  }
  if (i == safe && s < TOKENS) {
    for (var quad = 0u; quad < least(QUADS); quad++) {
      d_k[place + quad] = SCALE * key_sum[quad];
      d_v[place + quad] = value_sum[quad];
    }
  }
}
