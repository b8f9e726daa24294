// partial[p, m, n] = sum over part p of k of a[k, m] b[k, n]: 4 rows and 16 columns a thread, as outer products. The TN rule
// (weight gradients) for software adapters whose subgroups all have 4 or 8 threads: each loads one vec4 of b, and
// `subgroupBroadcast` hands its numbers to all; shaders/conv2d/lanes.wgsl tells why.
//
// a: [K, M], b: [K, N], partial: [PARTS, M, N]; M a multiple of 4, N of 16; K any. Thread x of workgroup (_, y, p), which is
// one subgroup, makes partial[p, 4x .. 4x + 3, 16y .. 16y + 15] from PART_LENGTH terms, from p * PART_LENGTH on. Threads
// beyond the last row repeat it and store nothing, since a subgroup must stay together. shaders/reduce/parts.wgsl adds the
// PARTS results in fixed order; where PARTS is 1, partial is the product itself.
// Saved for the backward pass: a and b.

enable subgroups;

const M: u32 = 64u;
const N: u32 = 64u;
const K: u32 = 64u;
const PARTS: u32 = 1u;
const PART_LENGTH: u32 = 64u;
const ACCUMULATES: bool = false; // partial += instead of partial =, where PARTS is 1
// Threads of a workgroup, which is one subgroup: 4 or 8.
const LANES: u32 = 8u;

const M4: u32 = M / 4u;
const N4: u32 = N / 4u;

@group(0) @binding(0) var<storage, read> a: array<vec4f, K * M4>;
@group(0) @binding(1) var<storage, read> b: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> partial: array<vec4f>;

// The bound, through a number that only the driver knows, so that compilers for CPUs do not unroll the loops.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&b));
}

// Products of four rows and four columns: a column a column.
fn outer(rows: vec4f, columns: vec4f) -> mat4x4f {
  return mat4x4f(rows * columns.x, rows * columns.y, rows * columns.z, rows * columns.w);
}

@compute @workgroup_size(LANES)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u, @builtin(subgroup_invocation_id) lane: u32) {
  let m4 = min(id.x, M4 - 1u);
  let n4 = 4u * group.y;
  let mine = n4 + lane % 4u;
  let first = group.z * PART_LENGTH;
  var sums0 = mat4x4f();
  var sums1 = mat4x4f();
  var sums2 = mat4x4f();
  var sums3 = mat4x4f();
  let length = min(PART_LENGTH, K - first);
  for (var k = 0u; k < least(length); k++) {
    let rows = a[(first + k) * M4 + m4];
    let columns = b[(first + k) * N4 + mine];
    sums0 += outer(rows, subgroupBroadcast(columns, 0u));
    sums1 += outer(rows, subgroupBroadcast(columns, 1u));
    sums2 += outer(rows, subgroupBroadcast(columns, 2u));
    sums3 += outer(rows, subgroupBroadcast(columns, 3u));
  }
  if (id.x >= M4) {
    return;
  }
  // A column a row; stored in a loop, since a place in the code that stores takes long to compile.
  var sums = array<mat4x4f, 4>(transpose(sums0), transpose(sums1), transpose(sums2), transpose(sums3));
  for (var j = 0u; j < least(4u); j++) {
    for (var i = 0u; i < least(4u); i++) {
      let place = (group.z * M + 4u * m4 + i) * N4 + n4 + j;
      if (ACCUMULATES) {
        partial[place] += sums[j][i];
      } else {
        partial[place] = sums[j][i];
      }
    }
  }
}
