// out[t] = sum over s of p[t, s] v[s],   p[t, s] = exp(SCALE q[t].k[s] - row_log_sum[t]),
// row_log_sum[t] = log of the sum over s of exp(SCALE q[t].k[s]),   for each sample and head. For real GPUs.
//
// q, k, v, out: [SAMPLES, TOKENS, HEADS, WIDTH]
// row_log_sum:  [SAMPLES, HEADS, TOKENS], saved for the backward pass with q, k and v
//
// One workgroup makes TILE rows t of one sample and head, a row a thread: its q and its weighted sum stay in registers.
// Keys and values come in tiles through workgroup memory, CHUNK scores at a time; where a chunk raises the row's largest
// score, what was summed before is scaled down. No score is stored beyond a chunk, and no exponent is positive.
// Sources: Milakov and Gimelshein, "Online normalizer calculation for softmax" (2018); Dao et al., "FlashAttention" (2022).

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 8u;
const SCALE: f32 = 0.35355339; // 1 / sqrt(WIDTH)
const TILE: u32 = 64u;
const KEYS: u32 = 32u;         // keys in a tile: a multiple of CHUNK

const CHUNK: u32 = 8u;
const QUADS: u32 = (WIDTH + 3u) / 4u;
const STRIDE: u32 = HEADS * WIDTH;
const ROW_TILES: u32 = (TOKENS + TILE - 1u) / TILE;
const LOWEST: f32 = -3e38;
// exp of less is under the smallest normal number.
const LEAST_EXPONENT: f32 = -100.0;

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> row_log_sum: array<f32>;

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
  // Threads beyond the last row make it again and store nothing: all of them meet at the barriers.
  let row = first + min(t, TOKENS - 1u) * STRIDE;
  var query: array<vec4f, QUADS>;
  var sum: array<vec4f, QUADS>;
  for (var d = 0u; d < WIDTH; d++) {
    query[d / 4u][d % 4u] = SCALE * q[row + d];
  }
  var largest = LOWEST;
  var total = 0.0;
  for (var start = 0u; start < least(TOKENS); start += KEYS) {
    for (var entry = lane; entry < KEYS * QUADS; entry += TILE) {
      let s = start + entry / QUADS;
      load_pair(first + s * STRIDE, s, entry % QUADS, entry);
    }
    workgroupBarrier();
    for (var chunk = 0u; chunk < least(min(KEYS, TOKENS - start)); chunk += CHUNK) {
      var scores: array<f32, CHUNK>;
      var raised = largest;
      for (var j = 0u; j < CHUNK; j++) {
        var score = 0.0;
        for (var quad = 0u; quad < QUADS; quad++) {
          score += dot(query[quad], tile_k[(chunk + j) * QUADS + quad]);
        }
        scores[j] = select(score, LOWEST, start + chunk + j >= TOKENS);
        raised = max(raised, scores[j]);
      }
      let shrink = exp(max(largest - raised, LEAST_EXPONENT));
      largest = raised;
      total *= shrink;
      for (var quad = 0u; quad < QUADS; quad++) {
        sum[quad] *= shrink;
      }
      for (var j = 0u; j < CHUNK; j++) {
        let p = exp(max(scores[j] - largest, LEAST_EXPONENT));
        total += p;
        for (var quad = 0u; quad < QUADS; quad++) {
          sum[quad] += p * tile_v[(chunk + j) * QUADS + quad];
        }
      }
    }
    workgroupBarrier();
  }
  if (t < TOKENS) {
    for (var d = 0u; d < WIDTH; d++) {
      out[row + d] = sum[d / 4u][d % 4u] / total;
    }
    row_log_sum[(sample * HEADS + head) * TOKENS + t] = largest + log(total);
  }
}
