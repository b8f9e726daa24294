// partial[z, m, n] = sum of A[m, k] B[k, n] over part z of the k: one thread an element of a part. For outputs too thin
// for tiles with a long sum (the weight gradient of a layer with 2 outputs), where one thread an element would leave
// most of the device idle. shaders/reduce/parts.wgsl adds the PARTS results in fixed order.
//
// Read rules as in plain.wgsl: a is [M, K] or with TRANSPOSE_A [K, M]; b is [K, N] or with TRANSPOSE_B [N, K].
// partial: [PARTS, M, N]. Thread (i, z) of the grid makes partial[z, i / N, i % N]; part z begins at z * PART_LENGTH.
// Saved for the backward pass: a and b.

const M: u32 = 64u;
const N: u32 = 2u;
const K: u32 = 64u;
const TRANSPOSE_A: bool = false;
const TRANSPOSE_B: bool = false;
const PARTS: u32 = 4u;
const PART_LENGTH: u32 = 16u;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> a: array<f32, M * K>;
@group(0) @binding(1) var<storage, read> b: array<f32, K * N>;
@group(0) @binding(2) var<storage, read_write> partial: array<f32, PARTS * M * N>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= M * N) {
    return;
  }
  let m = id.x / N;
  let n = id.x % N;
  let begin = id.y * PART_LENGTH;
  var sum = 0.0;
  for (var k = begin; k < min(begin + PART_LENGTH, K); k++) {
    sum += a[select(m * K + k, k * M + m, TRANSPOSE_A)] * b[select(k * N + n, n * K + k, TRANSPOSE_B)];
  }
  partial[id.y * (M * N) + id.x] = sum;
}
