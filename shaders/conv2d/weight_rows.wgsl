// The sums of weight_plain.wgsl: 4 input channels and 8 output channels a thread, as outer products. For software adapters;
// shaders/matmul/rows.wgsl tells what counts there: threads differ in tap and input channels alone, so that every read
// of d_out is of one address.
//
// x: [N, IN_H, IN_W, 4 IN_C4] has been given its border of zeros (pad.wgsl), so that no tap leaves it: pixel (y, x) and tap
// (ky, kx) read it at (y STRIDE + ky, x STRIDE + kx). d_out: [N, OUT_H, OUT_W, OUT_C]; OUT_C a multiple of 8.
// partial: [PARTS, KERNEL, KERNEL, IN_C, OUT_C]; IN_C may be less than 4 IN_C4.
// Thread x of workgroup (_, y, p) makes tap x / IN_C4, input channels 4 (x % IN_C4) .. + 3, output channels 8y .. 8y + 7 of
// part p, which begins at image row p * PART_ROWS, counted through the images. Threads beyond the last tap repeat its
// work and store nothing, for the reason told in rows.wgsl.
// Saved for the backward pass: nothing.

const N: u32 = 2u;
const IN_H: u32 = 10u;
const IN_W: u32 = 10u;
const IN_C: u32 = 4u;
const IN_C4: u32 = 1u;
const OUT_H: u32 = 8u;
const OUT_W: u32 = 8u;
const OUT_C: u32 = 8u;
const KERNEL: u32 = 3u;
const STRIDE: u32 = 1u;
const PARTS: u32 = 1u;
const PART_ROWS: u32 = 16u;
const ACCUMULATES: bool = false; // partial += instead of partial =, where PARTS is 1
const WORKGROUP: u32 = 8u;

const OUT_C4: u32 = OUT_C / 4u;

@group(0) @binding(0) var<storage, read> x: array<vec4f, N * IN_H * IN_W * IN_C4>;
@group(0) @binding(1) var<storage, read> d_out: array<vec4f, N * OUT_H * OUT_W * OUT_C4>;
@group(0) @binding(2) var<storage, read_write> partial: array<vec4f>;

fn store(part: u32, tap: u32, channel: u32, o4: u32, left: vec4f, right: vec4f) {
  if (tap >= KERNEL * KERNEL || channel >= IN_C) {
    return;
  }
  let place = ((part * KERNEL * KERNEL + tap) * IN_C + channel) * OUT_C4 + o4;
  if (ACCUMULATES) {
    partial[place] += left;
    partial[place + 1u] += right;
  } else {
    partial[place] = left;
    partial[place + 1u] = right;
  }
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let tap = id.x / IN_C4;
  let safe = min(tap, KERNEL * KERNEL - 1u);
  let c4 = id.x % IN_C4;
  let o4 = 2u * group.y;
  let part = group.z;
  let offset = (safe / KERNEL * IN_W + safe % KERNEL) * IN_C4 + c4;
  var left0 = vec4f();
  var left1 = vec4f();
  var left2 = vec4f();
  var left3 = vec4f();
  var right0 = vec4f();
  var right1 = vec4f();
  var right2 = vec4f();
  var right3 = vec4f();
  for (var row = part * PART_ROWS; row < min((part + 1u) * PART_ROWS, N * OUT_H); row++) {
    let origin = (row / OUT_H * IN_H + row % OUT_H * STRIDE) * IN_W * IN_C4 + offset;
    // The bound goes through a number that only the driver knows, so that compilers for CPUs do not unroll the loop.
    for (var column = 0u; column < min(OUT_W, arrayLength(&partial)); column++) {
      let values = x[origin + column * (STRIDE * IN_C4)];
      let left = d_out[(row * OUT_W + column) * OUT_C4 + o4];
      let right = d_out[(row * OUT_W + column) * OUT_C4 + o4 + 1u];
      left0 += values.x * left;
      right0 += values.x * right;
      left1 += values.y * left;
      right1 += values.y * right;
      left2 += values.z * left;
      right2 += values.z * right;
      left3 += values.w * left;
      right3 += values.w * right;
    }
  }
  store(part, tap, 4u * c4, o4, left0, right0);
  store(part, tap, 4u * c4 + 1u, o4, left1, right1);
  store(part, tap, 4u * c4 + 2u, o4, left2, right2);
  store(part, tap, 4u * c4 + 3u, o4, left3, right3);
}
