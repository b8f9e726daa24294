// out[m, n] = sum over k of A[m, k] B[k, n] (+ bias[n]): 4 rows and 8 columns a thread. For software adapters.
//
// There, workgroup memory is ordinary memory, barriers are dear, and a load is cheap only if all threads of a workgroup
// read one address (one scalar load, then a broadcast). So threads differ in their rows alone: every read of b is of one
// address and serves 4 rows from registers, every vec4 of a serves 8 columns. The loop counts in ones, because the
// compiler guards loops that it cannot count.
//
//   NN  a: [M, K], b: [K, N]   sums += (4 x 4 block of B) a
//   NT  a: [M, K], b: [N, K]   TRANSPOSE_B, the same with the block's rows where its columns were
// K a multiple of 4, N of 8; M any. bias: [N], read only where BIAS is true (else any buffer may be bound). out: [M, N].
// Thread x of workgroup (_, y) makes out[4x .. 4x + 3, 8y .. 8y + 7]. The TN rule is in rows_outer.wgsl.
// Saved for the backward pass: a and b.

const M: u32 = 64u;
const N: u32 = 64u;
const K: u32 = 64u;
const TRANSPOSE_B: bool = false;
const BIAS: bool = false;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 32u;

const N4: u32 = N / 4u;
const K4: u32 = K / 4u;

@group(0) @binding(0) var<storage, read> a: array<vec4f, M * K4>;
@group(0) @binding(1) var<storage, read> b: array<vec4f, K * N4>;
@group(0) @binding(2) var<storage, read> bias: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4f, M * N4>;

// Four vec4s of b, a stride apart.
fn block_at(start: u32, stride: u32) -> mat4x4f {
  return mat4x4f(b[start], b[start + stride], b[start + 2u * stride], b[start + 3u * stride]);
}

fn store(m: u32, n4: u32, left: vec4f, right: vec4f) {
  if (m >= M) {
    return;
  }
  let place = m * N4 + n4;
  var values = array<vec4f, 2>(left, right);
  if (BIAS) {
    values[0] += bias[n4];
    values[1] += bias[n4 + 1u];
  }
  if (ACCUMULATES) {
    out[place] += values[0];
    out[place + 1u] += values[1];
  } else {
    out[place] = values[0];
    out[place + 1u] = values[1];
  }
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let m = 4u * id.x;
  if (m >= M) {
    return;
  }
  let n4 = 2u * group.y;
  // Rows beyond the last one read the last one; their sums are not stored.
  let start0 = m * K4;
  let start1 = min(m + 1u, M - 1u) * K4;
  let start2 = min(m + 2u, M - 1u) * K4;
  let start3 = min(m + 3u, M - 1u) * K4;
  var left0 = vec4f();
  var left1 = vec4f();
  var left2 = vec4f();
  var left3 = vec4f();
  var right0 = vec4f();
  var right1 = vec4f();
  var right2 = vec4f();
  var right3 = vec4f();
  for (var k4 = 0u; k4 < K4; k4++) {
    let row0 = a[start0 + k4];
    let row1 = a[start1 + k4];
    let row2 = a[start2 + k4];
    let row3 = a[start3 + k4];
    if (TRANSPOSE_B) {
      let left = block_at(n4 * 4u * K4 + k4, K4);
      left0 += row0 * left;
      left1 += row1 * left;
      left2 += row2 * left;
      left3 += row3 * left;
      let right = block_at((n4 + 1u) * 4u * K4 + k4, K4);
      right0 += row0 * right;
      right1 += row1 * right;
      right2 += row2 * right;
      right3 += row3 * right;
    } else {
      let left = block_at(k4 * 4u * N4 + n4, N4);
      left0 += left * row0;
      left1 += left * row1;
      left2 += left * row2;
      left3 += left * row3;
      let right = block_at(k4 * 4u * N4 + n4 + 1u, N4);
      right0 += right * row0;
      right1 += right * row1;
      right2 += right * row2;
      right3 += right * row3;
    }
  }
  store(m, n4, left0, right0);
  store(m + 1u, n4, left1, right1);
  store(m + 2u, n4, left2, right2);
  store(m + 3u, n4, left3, right3);
}
