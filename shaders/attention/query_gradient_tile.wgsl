// d_q[t] = SCALE sum over s of d_score[t, s] k[s],   d_score[t, s] = p[t, s] (d_out[t].v[s] - row_dot[t]),
// with p[t, s] = exp(SCALE q[t].k[s] - row_log_sum[t]) made again, for each sample and head. For real GPUs.
//
// q, k, v, d_out, d_q:  [SAMPLES, TOKENS, HEADS, WIDTH]
// row_log_sum, row_dot: [SAMPLES, HEADS, TOKENS]; row_dot[t] = d_out[t].out[t], made by row_dot.wgsl
//
// One workgroup makes TILE rows t of one sample and head, a row a thread; keys and values come in tiles through
// workgroup memory. No score is stored. Source: Dao et al., "FlashAttention" (2022), algorithm 4, by rows.

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 8u;
const SCALE: f32 = 0.35355339; // 1 / sqrt(WIDTH)
const TILE: u32 = 64u;
const KEYS: u32 = 32u;         // keys in a tile

const QUADS: u32 = (WIDTH + 3u) / 4u;
const STRIDE: u32 = HEADS * WIDTH;
const ROW_TILES: u32 = (TOKENS + TILE - 1u) / TILE;
const LEAST_EXPONENT: f32 = -100.0;

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> row_log_sum: array<f32>;
@group(0) @binding(4) var<storage, read> row_dot: array<f32>;
@group(0) @binding(5) var<storage, read> d_out: array<f32>;
@group(0) @binding(6) var<storage, read_write> d_q: array<f32>;

var<workgroup> tile_k: array<vec4f, KEYS * QUADS>;
var<workgroup> tile_v: array<vec4f, KEYS * QUADS>;

// Keeps the compiler from unrolling the loops over tokens: only the driver knows the other argument.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&q));
}

// Four neighbouring elements of token s of k and v, zero beyond the width and the last token.
fn load_pair(place: u32, s: u32, quad: u32, entry: u32) {
  var key = vec4f();
  var value = vec4f();
  for (var i = 0u; i < 4u; i++) {
    if (s < TOKENS && 4u * quad + i < WIDTH) {
      key[i] = k[place + 4u * quad + i];
      value[i] = v[place + 4u * quad + i];
    }
  }
  tile_k[entry] = key;
  tile_v[entry] = value;
}

@compute @workgroup_size(TILE)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = id.x + id.y * groups.x;
  if (i >= SAMPLES * HEADS * ROW_TILES) {
    return;
  }
  let t = i % ROW_TILES * TILE + lane;
  let head = i / ROW_TILES % HEADS;
  let sample = i / (ROW_TILES * HEADS);
  let first = sample * TOKENS * STRIDE + head * WIDTH;
  let safe = min(t, TOKENS - 1u);
  let row = first + safe * STRIDE;
  let log_sum = row_log_sum[(sample * HEADS + head) * TOKENS + safe];
  let own_dot = row_dot[(sample * HEADS + head) * TOKENS + safe];
  var query: array<vec4f, QUADS>;
  var outgoing: array<vec4f, QUADS>;
  var sum: array<vec4f, QUADS>;
  for (var d = 0u; d < WIDTH; d++) {
    query[d / 4u][d % 4u] = SCALE * q[row + d];
    outgoing[d / 4u][d % 4u] = d_out[row + d];
  }
  for (var start = 0u; start < least(TOKENS); start += KEYS) {
    for (var entry = lane; entry < KEYS * QUADS; entry += TILE) {
      let s = start + entry / QUADS;
      load_pair(first + s * STRIDE, s, entry % QUADS, entry);
    }
    workgroupBarrier();
    for (var j = 0u; j < min(KEYS, TOKENS - start); j++) {
      var score = 0.0;
      var d_p = 0.0;
      for (var quad = 0u; quad < QUADS; quad++) {
        score += dot(query[quad], tile_k[j * QUADS + quad]);
        d_p += dot(outgoing[quad], tile_v[j * QUADS + quad]);
      }
      let d_score = exp(max(score - log_sum, LEAST_EXPONENT)) * (d_p - own_dot);
      for (var quad = 0u; quad < QUADS; quad++) {
        sum[quad] += d_score * tile_k[j * QUADS + quad];
      }
    }
    workgroupBarrier();
  }
  if (t < TOKENS) {
    for (var d = 0u; d < WIDTH; d++) {
      d_q[row + d] = SCALE * sum[d / 4u][d % 4u];
    }
  }
}
