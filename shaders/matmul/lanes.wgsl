// out[m, n] = sum over k of A[m, k] B[k, n] (+ bias[n]): 4 rows and 16 columns a thread. For software adapters whose subgroups
// all have 4 or 8 threads: each loads one vec4 of b, and `subgroupBroadcast` hands its numbers to all;
// shaders/conv2d/lanes.wgsl tells why.
//
//   NN  a: [M, K], b: [K, N]
//   NT  a: [M, K], b: [N, K]   TRANSPOSE_B
// K a multiple of 4, N of 16; M any. bias: [N], read only where BIAS is true (else any buffer may be bound). out: [M, N].
// Thread x of workgroup (_, y), which is one subgroup, makes out[4x .. 4x + 3, 16y .. 16y + 15]. Threads beyond the last row
// repeat it and store nothing, since a subgroup must stay together. The TN rule is in outer_lanes.wgsl.
// Saved for the backward pass: a and b.

enable subgroups;

const M: u32 = 64u;
const N: u32 = 64u;
const K: u32 = 64u;
const TRANSPOSE_B: bool = false;
const BIAS: bool = false;
const ACCUMULATES: bool = false; // out += instead of out =
// Threads of a workgroup, which is one subgroup: 4 or 8.
const LANES: u32 = 8u;

const N4: u32 = N / 4u;
const K4: u32 = K / 4u;
// The thread that holds the first vec4 of an odd quarter of the block of b.
const ODD: u32 = LANES - 4u;

@group(0) @binding(0) var<storage, read> a: array<vec4f, M * K4>;
@group(0) @binding(1) var<storage, read> b: array<vec4f>;
@group(0) @binding(2) var<storage, read> bias: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4f, M * N4>;

// The bound, through a number that only the driver knows, so that compilers for CPUs do not unroll the loops.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&b));
}

// Where the i-th of the 16 vec4s lies that make the block of 4 k and 16 n: NN four vec4s a k, NT one vec4 a column.
fn place_of(i: u32, k4: u32, n4: u32) -> u32 {
  if (TRANSPOSE_B) {
    return (4u * n4 + i) * K4 + k4;
  }
  return (4u * k4 + i / 4u) * N4 + n4 + i % 4u;
}

@compute @workgroup_size(LANES)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u, @builtin(subgroup_invocation_id) lane: u32) {
  let m = 4u * id.x;
  let n4 = 4u * group.y;
  let start0 = min(m, M - 1u) * K4;
  let start1 = min(m + 1u, M - 1u) * K4;
  let start2 = min(m + 2u, M - 1u) * K4;
  let start3 = min(m + 3u, M - 1u) * K4;
  var sums0 = mat4x4f();
  var sums1 = mat4x4f();
  var sums2 = mat4x4f();
  var sums3 = mat4x4f();
  for (var k4 = 0u; k4 < least(K4); k4++) {
    // A column a k.
    let rows = transpose(mat4x4f(a[start0 + k4], a[start1 + k4], a[start2 + k4], a[start3 + k4]));
    let quarter0 = b[place_of(lane, k4, n4)];
    let quarter2 = b[place_of(8u + lane, k4, n4)];
    // With 8 threads, 4 to 7 hold the odd quarters.
    var quarter1 = quarter0;
    var quarter3 = quarter2;
    if (LANES == 4u) {
      quarter1 = b[place_of(4u + lane, k4, n4)];
      quarter3 = b[place_of(12u + lane, k4, n4)];
    }
    if (TRANSPOSE_B) {
      sums0 += rows * mat4x4f(subgroupBroadcast(quarter0, 0u), subgroupBroadcast(quarter0, 1u), subgroupBroadcast(quarter0, 2u), subgroupBroadcast(quarter0, 3u));
      sums1 += rows * mat4x4f(subgroupBroadcast(quarter1, ODD), subgroupBroadcast(quarter1, ODD + 1u), subgroupBroadcast(quarter1, ODD + 2u), subgroupBroadcast(quarter1, ODD + 3u));
      sums2 += rows * mat4x4f(subgroupBroadcast(quarter2, 0u), subgroupBroadcast(quarter2, 1u), subgroupBroadcast(quarter2, 2u), subgroupBroadcast(quarter2, 3u));
      sums3 += rows * mat4x4f(subgroupBroadcast(quarter3, ODD), subgroupBroadcast(quarter3, ODD + 1u), subgroupBroadcast(quarter3, ODD + 2u), subgroupBroadcast(quarter3, ODD + 3u));
    } else {
      sums0 += rows * transpose(mat4x4f(subgroupBroadcast(quarter0, 0u), subgroupBroadcast(quarter1, ODD), subgroupBroadcast(quarter2, 0u), subgroupBroadcast(quarter3, ODD)));
      sums1 += rows * transpose(mat4x4f(subgroupBroadcast(quarter0, 1u), subgroupBroadcast(quarter1, ODD + 1u), subgroupBroadcast(quarter2, 1u), subgroupBroadcast(quarter3, ODD + 1u)));
      sums2 += rows * transpose(mat4x4f(subgroupBroadcast(quarter0, 2u), subgroupBroadcast(quarter1, ODD + 2u), subgroupBroadcast(quarter2, 2u), subgroupBroadcast(quarter3, ODD + 2u)));
      sums3 += rows * transpose(mat4x4f(subgroupBroadcast(quarter0, 3u), subgroupBroadcast(quarter1, ODD + 3u), subgroupBroadcast(quarter2, 3u), subgroupBroadcast(quarter3, ODD + 3u)));
    }
  }
  if (m >= M) {
    return;
  }
  // A column a row; stored in a loop, since a place in the code that stores takes long to compile.
  var sums = array<mat4x4f, 4>(transpose(sums0), transpose(sums1), transpose(sums2), transpose(sums3));
  for (var j = 0u; j < least(4u); j++) {
    var offset = vec4f();
    if (BIAS) {
      offset = bias[n4 + j];
    }
    for (var i = 0u; i < least(min(4u, M - m)); i++) {
      let place = (m + i) * N4 + n4 + j;
      let value = sums[j][i] + offset;
      if (ACCUMULATES) {
        out[place] += value;
      } else {
        out[place] = value;
      }
    }
  }
}
