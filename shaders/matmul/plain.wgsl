// out[m, n] = sum over k of A[m, k] B[k, n] (+ bias[n]): one thread an element. The documentation of the other files in
// this folder, and the choice for small shapes.
//
// Read rules, so that no operand is ever transposed in memory:
//   NN  a: [M, K], b: [K, N]   forward
//   NT  a: [M, K], b: [N, K]   TRANSPOSE_B, d_a = d_out B^T
//   TN  a: [K, M], b: [K, N]   TRANSPOSE_A, d_b = A^T d_out
//   TT  a: [K, M], b: [N, K]   both
// bias: [N], read only where BIAS is true (else any buffer may be bound). out: [M, N].
// Thread i makes out[i / N, i % N], so that neighbours read neighbouring columns of b and share the row of a.
// Saved for the backward pass: a and b.

const M: u32 = 64u;
const N: u32 = 64u;
const K: u32 = 64u;
const TRANSPOSE_A: bool = false;
const TRANSPOSE_B: bool = false;
const BIAS: bool = false;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> a: array<f32, M * K>;
@group(0) @binding(1) var<storage, read> b: array<f32, K * N>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32, M * N>;

fn a_at(m: u32, k: u32) -> f32 {
  if (TRANSPOSE_A) {
    return a[k * M + m];
  }
  return a[m * K + k];
}

fn b_at(k: u32, n: u32) -> f32 {
  if (TRANSPOSE_B) {
    return b[n * K + k];
  }
  return b[k * N + n];
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= M * N) {
    return;
  }
  let m = i / N;
  let n = i % N;
  var sum = 0.0;
  for (var k = 0u; k < K; k++) {
    sum += a_at(m, k) * b_at(k, n);
  }
  if (BIAS) {
    sum += bias[n];
  }
  if (ACCUMULATES) {
    out[i] += sum;
  } else {
    out[i] = sum;
  }
}
