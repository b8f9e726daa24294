// d_k[s] = SCALE sum over t of d_score[t, s] q[t],   d_v[s] = sum over t of p[t, s] d_out[t],
// with p and d_score as in query_gradient_tile.wgsl, made again, for each sample and head. For real GPUs.
//
// q, k, v, d_out, d_k, d_v: [SAMPLES, TOKENS, HEADS, WIDTH]
// row_log_sum, row_dot:     [SAMPLES, HEADS, TOKENS]
//
// One workgroup makes TILE tokens s of one sample and head, a token a thread; queries and d_out come in tiles through
// workgroup memory. No score is stored, and no thread adds to another's sum, so the order is fixed.
// Source: Dao et al., "FlashAttention" (2022), algorithm 4, by columns.

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 8u;
const SCALE: f32 = 0.35355339; // 1 / sqrt(WIDTH)
const TILE: u32 = 64u;
const ROWS: u32 = 32u;         // queries in a tile

const QUADS: u32 = (WIDTH + 3u) / 4u;
const STRIDE: u32 = HEADS * WIDTH;
const KEY_TILES: u32 = (TOKENS + TILE - 1u) / TILE;
const LEAST_EXPONENT: f32 = -100.0;

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read> row_log_sum: array<f32>;
@group(0) @binding(4) var<storage, read> row_dot: array<f32>;
@group(0) @binding(5) var<storage, read> d_out: array<f32>;
@group(0) @binding(6) var<storage, read_write> d_k: array<f32>;
@group(0) @binding(7) var<storage, read_write> d_v: array<f32>;

var<workgroup> tile_q: array<vec4f, ROWS * QUADS>;
var<workgroup> tile_d: array<vec4f, ROWS * QUADS>;
var<workgroup> tile_rows: array<vec2f, ROWS>;

// Keeps the compiler from unrolling the loops over tokens: only the driver knows the other argument.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&q));
}

// Four neighbouring elements of token t of q and d_out, zero beyond the width and the last token.
fn load_pair(place: u32, t: u32, quad: u32, entry: u32) {
  var query = vec4f();
  var outgoing = vec4f();
  for (var i = 0u; i < 4u; i++) {
    if (t < TOKENS && 4u * quad + i < WIDTH) {
      query[i] = q[place + 4u * quad + i];
      outgoing[i] = d_out[place + 4u * quad + i];
    }
  }
  tile_q[entry] = query;
  tile_d[entry] = outgoing;
}

@compute @workgroup_size(TILE)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = id.x + id.y * groups.x;
  if (i >= SAMPLES * HEADS * KEY_TILES) {
    return;
  }
  let s = i % KEY_TILES * TILE + lane;
  let head = i / KEY_TILES % HEADS;
  let sample = i / (KEY_TILES * HEADS);
  let first = sample * TOKENS * STRIDE + head * WIDTH;
  let rows = (sample * HEADS + head) * TOKENS;
  let place = first + min(s, TOKENS - 1u) * STRIDE;
  var key: array<vec4f, QUADS>;
  var value: array<vec4f, QUADS>;
  var key_sum: array<vec4f, QUADS>;
  var value_sum: array<vec4f, QUADS>;
  for (var d = 0u; d < WIDTH; d++) {
    key[d / 4u][d % 4u] = SCALE * k[place + d];
    value[d / 4u][d % 4u] = v[place + d];
  }
  for (var start = 0u; start < least(TOKENS); start += ROWS) {
    for (var entry = lane; entry < ROWS * QUADS; entry += TILE) {
      let t = start + entry / QUADS;
      load_pair(first + t * STRIDE, t, entry % QUADS, entry);
    }
    for (var row = lane; row < min(ROWS, TOKENS - start); row += TILE) {
      tile_rows[row] = vec2f(row_log_sum[rows + start + row], row_dot[rows + start + row]);
    }
    workgroupBarrier();
    for (var j = 0u; j < min(ROWS, TOKENS - start); j++) {
      var score = 0.0;
      var d_p = 0.0;
      for (var quad = 0u; quad < QUADS; quad++) {
        score += dot(key[quad], tile_q[j * QUADS + quad]);
        d_p += dot(value[quad], tile_d[j * QUADS + quad]);
      }
      let p = exp(max(score - tile_rows[j].x, LEAST_EXPONENT));
      let d_score = p * (d_p - tile_rows[j].y);
      for (var quad = 0u; quad < QUADS; quad++) {
        key_sum[quad] += d_score * tile_q[j * QUADS + quad];
        value_sum[quad] += p * tile_d[j * QUADS + quad];
      }
    }
    workgroupBarrier();
  }
  if (s < TOKENS) {
    for (var d = 0u; d < WIDTH; d++) {
      d_k[place + d] = SCALE * key_sum[d / 4u][d % 4u];
      d_v[place + d] = value_sum[d / 4u][d % 4u];
    }
  }
}
