// out[m, n] = sum over k of A[m, k] B[k, n] (+ bias[n]): tiles of 64 x 64 in workgroup memory, 4 x 4 of them in the
// registers of each of 256 threads. For real GPUs.
//
// Read rules as in plain.wgsl: a is [M, K] or with TRANSPOSE_A [K, M]; b is [K, N] or with TRANSPOSE_B [N, K]. Both
// tiles lie k-major in workgroup memory whatever the read rule; only the loading differs, and each rule has
// neighbouring threads read neighbouring words. Beyond an edge zeros are loaded and nothing is stored; the tests for
// edges are over constants and vanish where the shape divides.
//
// A long sum may be cut: workgroup (x, y, z) sums k from z * PART_LENGTH on, PART_LENGTH terms, into out[z], and
// shaders/reduce/parts.wgsl adds the PARTS results in fixed order. Then out: [PARTS, M, N], else [M, N].
// bias: [N], read only where BIAS is true (else any buffer may be bound).
// Thread (x, y) of workgroup (x, y) makes rows 4y.. and columns x, x + 16, x + 32, x + 48 of its tile: column strides of
// 16 keep both the reads of the b tile and the stores next to each other.
// Saved for the backward pass: a and b.
// Source: Volkov and Demmel, "Benchmarking GPUs to tune dense linear algebra" (2008); register tiling as in
// Boehm, "How to optimize a CUDA matmul kernel" (2022), kernel 5.

const M: u32 = 64u;
const N: u32 = 64u;
const K: u32 = 64u;
const TRANSPOSE_A: bool = false;
const TRANSPOSE_B: bool = false;
const BIAS: bool = false;
const ACCUMULATES: bool = false; // out += instead of out =
const PARTS: u32 = 1u;
const PART_LENGTH: u32 = 64u;    // a multiple of DEPTH where PARTS > 1

const TILE: u32 = 64u;
const DEPTH: u32 = 16u;
const SIDE: u32 = 16u;           // threads along each side of the tile
const THREADS: u32 = SIDE * SIDE;
const LOADS: u32 = TILE * DEPTH / THREADS;
const PITCH: u32 = TILE + 1u;    // odd, so that storing a transposed tile meets every bank of workgroup memory

@group(0) @binding(0) var<storage, read> a: array<f32, M * K>;
@group(0) @binding(1) var<storage, read> b: array<f32, K * N>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32, PARTS * M * N>;

var<workgroup> tile_a: array<f32, DEPTH * PITCH>;
var<workgroup> tile_b: array<f32, DEPTH * PITCH>;

fn load_a(m: u32, k: u32, end: u32) -> f32 {
  if ((M % TILE != 0u && m >= M) || (K % DEPTH != 0u && k >= end)) {
    return 0.0;
  }
  return a[select(m * K + k, k * M + m, TRANSPOSE_A)];
}

fn load_b(k: u32, n: u32, end: u32) -> f32 {
  if ((N % TILE != 0u && n >= N) || (K % DEPTH != 0u && k >= end)) {
    return 0.0;
  }
  return b[select(k * N + n, n * K + k, TRANSPOSE_B)];
}

@compute @workgroup_size(SIDE, SIDE)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) thread: vec3u, @builtin(local_invocation_index) lane: u32) {
  let first_row = group.y * TILE;
  let first_column = group.x * TILE;
  let begin = group.z * PART_LENGTH;
  let end = min(begin + PART_LENGTH, K);

  var sums: array<vec4f, 4>;
  for (var start = begin; start < end; start += DEPTH) {
    for (var load = 0u; load < LOADS; load++) {
      let i = load * THREADS + lane;
      // Along the contiguous axis of each operand: k for NN's a and NT's b, the tile's own axis otherwise.
      let a_k = select(i % DEPTH, i / TILE, TRANSPOSE_A);
      let a_m = select(i / DEPTH, i % TILE, TRANSPOSE_A);
      tile_a[a_k * PITCH + a_m] = load_a(first_row + a_m, start + a_k, end);
      let b_k = select(i / TILE, i % DEPTH, TRANSPOSE_B);
      let b_n = select(i % TILE, i / DEPTH, TRANSPOSE_B);
      tile_b[b_k * PITCH + b_n] = load_b(start + b_k, first_column + b_n, end);
    }
    workgroupBarrier();
    for (var k = 0u; k < DEPTH; k++) {
      let row = k * PITCH + 4u * thread.y;
      let column = k * PITCH + thread.x;
      let values = vec4f(tile_b[column], tile_b[column + SIDE], tile_b[column + 2u * SIDE], tile_b[column + 3u * SIDE]);
      sums[0] += tile_a[row] * values;
      sums[1] += tile_a[row + 1u] * values;
      sums[2] += tile_a[row + 2u] * values;
      sums[3] += tile_a[row + 3u] * values;
    }
    workgroupBarrier();
  }

  for (var r = 0u; r < 4u; r++) {
    for (var c = 0u; c < 4u; c++) {
      let m = first_row + 4u * thread.y + r;
      let n = first_column + thread.x + c * SIDE;
      if ((M % TILE != 0u && m >= M) || (N % TILE != 0u && n >= N)) {
        continue;
      }
      var value = sums[r][c];
      if (BIAS) {
        value += bias[n];
      }
      let place = (group.z * M + m) * N + n;
      if (ACCUMULATES) {
        out[place] += value;
      } else {
        out[place] = value;
      }
    }
  }
}
