// out[m, n] = sum over k of a[k, m] b[k, n] (+ bias[n]): 4 rows and 8 columns a thread, as outer products. The TN rule
// (weight gradients) for software adapters; see rows.wgsl for what counts there.
//
// a: [K, M], b: [K, N], out: [M, N]; M a multiple of 4, N of 8; K any. bias: [N], read only where BIAS is true (else any
// buffer may be bound). Thread x of workgroup (_, y) makes out[4x .. 4x + 3, 8y .. 8y + 7]; threads of a workgroup
// differ in their rows alone, so every read of b is of one address, and neighbours read neighbouring words of a.
// Saved for the backward pass: a and b.

const M: u32 = 64u;
const N: u32 = 64u;
const K: u32 = 64u;
const BIAS: bool = false;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 8u;

const M4: u32 = M / 4u;
const N4: u32 = N / 4u;

@group(0) @binding(0) var<storage, read> a: array<vec4f, K * M4>;
@group(0) @binding(1) var<storage, read> b: array<vec4f, K * N4>;
@group(0) @binding(2) var<storage, read> bias: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4f, M * N4>;

fn store(m: u32, n4: u32, left: vec4f, right: vec4f) {
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
  let m4 = id.x;
  if (m4 >= M4) {
    return;
  }
  let n4 = 2u * group.y;
  var left0 = vec4f();
  var left1 = vec4f();
  var left2 = vec4f();
  var left3 = vec4f();
  var right0 = vec4f();
  var right1 = vec4f();
  var right2 = vec4f();
  var right3 = vec4f();
  for (var k = 0u; k < K; k++) {
    let rows = a[k * M4 + m4];
    let left = b[k * N4 + n4];
    let right = b[k * N4 + n4 + 1u];
    left0 += rows.x * left;
    right0 += rows.x * right;
    left1 += rows.y * left;
    right1 += rows.y * right;
    left2 += rows.z * left;
    right2 += rows.z * right;
    left3 += rows.w * left;
    right3 += rows.w * right;
  }
  store(4u * m4, n4, left0, right0);
  store(4u * m4 + 1u, n4, left1, right1);
  store(4u * m4 + 2u, n4, left2, right2);
  store(4u * m4 + 3u, n4, left3, right3);
}
