// The sums of weight_plain.wgsl for 3 x 3 taps at stride 1: the three taps of a row, 4 input channels and 16 output channels
// a thread. For software adapters whose subgroups all have 4 or 8 threads; lanes.wgsl tells what counts there:
//   - each thread loads one vec4 of d_out, and `subgroupBroadcast` hands its numbers to all;
//   - a pixel of x, once loaded, serves three neighbouring pixels of d_out, each under another tap.
//
// x: [N, IN_H, IN_W, 4 IN_C4]: pixel (y, x) and tap (ky, kx) read it at (y + ky - BEFORE, x + kx - BEFORE), zero outside.
// d_out: [N, OUT_H, OUT_W, OUT_C]; OUT_C a multiple of 16. partial: [PARTS, 3, 3, IN_C, OUT_C]; where IN_C is less than
// 4 IN_C4, pad.wgsl has given x channels of zeros.
// Thread x of workgroup (_, y, p), which is one subgroup, makes the taps of row x / IN_C4, input channels
// 4 (x % IN_C4) .. + 3, output channels 16y .. 16y + 15 of part p, which begins at image row p * PART_ROWS, counted through
// the images. Threads beyond the last tap repeat its work and store nothing, since a subgroup must stay together.
// Saved for the backward pass: nothing.

enable subgroups;

const N: u32 = 2u;
const IN_H: u32 = 8u;
const IN_W: u32 = 8u;
const IN_C: u32 = 4u;
const IN_C4: u32 = 1u;
const OUT_H: u32 = 8u;
const OUT_W: u32 = 8u;
const OUT_C: u32 = 16u;
const BEFORE: u32 = 1u; // rows and columns of zeros before the first
const PARTS: u32 = 1u;
const PART_ROWS: u32 = 16u;
const ACCUMULATES: bool = false; // partial += instead of partial =, where PARTS is 1
// Threads of a workgroup, which is one subgroup: 4 or 8.
const LANES: u32 = 8u;

const OUT_C4: u32 = OUT_C / 4u;

@group(0) @binding(0) var<storage, read> x: array<vec4f, N * IN_H * IN_W * IN_C4>;
@group(0) @binding(1) var<storage, read> d_out: array<vec4f, N * OUT_H * OUT_W * OUT_C4>;
@group(0) @binding(2) var<storage, read_write> partial: array<vec4f>;

// The bound, through a number that only the driver knows, so that compilers for CPUs do not unroll the loops.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&partial));
}

// Products of four input and four output channels: a column an output channel.
fn outer(values: vec4f, gradient: vec4f) -> mat4x4f {
  return mat4x4f(values * gradient.x, values * gradient.y, values * gradient.z, values * gradient.w);
}

@compute @workgroup_size(LANES)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u, @builtin(subgroup_invocation_id) lane: u32) {
  let tap = id.x / IN_C4;
  let c4 = id.x % IN_C4;
  let o4 = 4u * group.y;
  let part = group.z;
  // Before the first row or column the differences wrap round to huge numbers: one test serves both edges.
  let shift = min(tap, 2u) - BEFORE;
  let mine = o4 + lane % 4u;
  var left0 = mat4x4f();
  var left1 = mat4x4f();
  var left2 = mat4x4f();
  var left3 = mat4x4f();
  var middle0 = mat4x4f();
  var middle1 = mat4x4f();
  var middle2 = mat4x4f();
  var middle3 = mat4x4f();
  var right0 = mat4x4f();
  var right1 = mat4x4f();
  var right2 = mat4x4f();
  var right3 = mat4x4f();
  let rows = min(PART_ROWS, N * OUT_H - part * PART_ROWS);
  for (var i = 0u; i < least(rows); i++) {
    let row = part * PART_ROWS + i;
    let y = row % OUT_H + shift;
    let here = y < IN_H;
    let origin = (row / OUT_H * IN_H + y) * (IN_W * IN_C4) + c4;
    var near = select(vec4f(), x[origin - BEFORE * IN_C4], here && BEFORE == 0u);
    var next = select(vec4f(), x[origin + (1u - BEFORE) * IN_C4], here);
    for (var column = 0u; column < least(OUT_W); column++) {
      let far_column = column + 2u - BEFORE;
      let far = select(vec4f(), x[origin + far_column * IN_C4], here && far_column < IN_W);
      let gradient = d_out[(row * OUT_W + column) * OUT_C4 + mine];
      let g0 = subgroupBroadcast(gradient, 0u);
      left0 += outer(near, g0);
      middle0 += outer(next, g0);
      right0 += outer(far, g0);
      let g1 = subgroupBroadcast(gradient, 1u);
      left1 += outer(near, g1);
      middle1 += outer(next, g1);
      right1 += outer(far, g1);
      let g2 = subgroupBroadcast(gradient, 2u);
      left2 += outer(near, g2);
      middle2 += outer(next, g2);
      right2 += outer(far, g2);
      let g3 = subgroupBroadcast(gradient, 3u);
      left3 += outer(near, g3);
      middle3 += outer(next, g3);
      right3 += outer(far, g3);
      near = next;
      next = far;
    }
  }
  if (tap >= 3u) {
    return;
  }
  // Four output channels of a tap each, a column an input channel; stored in a loop, since a place in the code that
  // stores takes long to compile.
  var sums = array<mat4x4f, 12>(
    transpose(left0), transpose(left1), transpose(left2), transpose(left3),
    transpose(middle0), transpose(middle1), transpose(middle2), transpose(middle3),
    transpose(right0), transpose(right1), transpose(right2), transpose(right3),
  );
  let channels = min(4u, IN_C - 4u * c4);
  for (var j = 0u; j < least(12u); j++) {
    let place = ((part * 9u + 3u * tap + j / 4u) * IN_C + 4u * c4) * OUT_C4 + o4 + j % 4u;
    for (var i = 0u; i < least(channels); i++) {
      if (ACCUMULATES) {
        partial[place + i * OUT_C4] += sums[j][i];
      } else {
        partial[place + i * OUT_C4] = sums[j][i];
      }
    }
  }
}
