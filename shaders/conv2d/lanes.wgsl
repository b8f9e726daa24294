// The sums of plain.wgsl for 3 x 3 taps at stride 1: 4 neighbouring pixels and 16 channels a thread. For software adapters
// whose subgroups all have 4 or 8 threads. There a vector of loads, one a thread, costs as much as twenty products,
// whether the threads read one address or many; so
//   - each thread loads one vec4 of weight, and `subgroupBroadcast` hands its numbers to all: a shuffle each;
//   - 6 loads of x serve the 4 pixels under all three taps of a row.
//
// x: [N, IN_H, IN_W, IN_C]: pixel (y, x) and tap (ky, kx) read it at (y + ky - BEFORE, x + kx - BEFORE), zero outside. The
// input gradient is the same sum over d_out, with the weight that swap.wgsl has turned.
// weight: [3, 3, IN_C, OUT_C]; OUT_C a multiple of 16. bias: [OUT_C], read only where BIAS is true (else any buffer may be
// bound). out: [N, OUT_H, OUT_W, OUT_C].
// Thread x of workgroup (_, y), which is one subgroup, makes pixels 4 (x % QUADS) .. + 3 of row x / QUADS (counted through
// the images), channels 16y .. 16y + 15. Threads beyond the end repeat the last row and store nothing, since a subgroup
// must stay together; pixels beyond the end of a row read on and are not stored.
// Saved for the backward pass: what plain.wgsl says.

enable subgroups;

const N: u32 = 2u;
const IN_H: u32 = 8u;
const IN_W: u32 = 8u;
const IN_C: u32 = 8u;
const OUT_H: u32 = 8u;
const OUT_W: u32 = 8u;
const OUT_C: u32 = 16u;
const BEFORE: u32 = 1u; // rows and columns of zeros before the first
const BIAS: bool = false;
const ACCUMULATES: bool = false; // out += instead of out =
// Threads of a workgroup, which is one subgroup: 4 or 8.
const LANES: u32 = 8u;

const OUT_C4: u32 = OUT_C / 4u;
const QUADS: u32 = (OUT_W + 3u) / 4u;
// Vec4s of weight from one tap to the next.
const TAP: u32 = IN_C * OUT_C4;
// The thread that holds the first channels of the middle tap.
const MIDDLE: u32 = LANES - 4u;

@group(0) @binding(0) var<storage, read> x: array<f32, N * IN_H * IN_W * IN_C>;
@group(0) @binding(1) var<storage, read> weight: array<vec4f>;
@group(0) @binding(2) var<storage, read> bias: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4f, N * OUT_H * OUT_W * OUT_C4>;

// The bound, through a number that only the driver knows: compilers for CPUs would unroll the loops and then take long
// over the result.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&weight));
}

// Products of four pixels and four channels: a column a channel.
fn outer(pixels: vec4f, channels: vec4f) -> mat4x4f {
  return mat4x4f(pixels * channels.x, pixels * channels.y, pixels * channels.z, pixels * channels.w);
}

@compute @workgroup_size(LANES)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u, @builtin(subgroup_invocation_id) lane: u32) {
  let row = id.x / QUADS;
  let safe = min(row, N * OUT_H - 1u);
  let column = 4u * (id.x % QUADS);
  let c4 = 4u * group.y;
  // Before the first row or column the differences wrap round to huge numbers: one test serves both edges.
  let top = safe % OUT_H - BEFORE;
  let left = column - BEFORE;
  let inside = left + vec4u(0u, 1u, 2u, 3u) < vec4u(IN_W);
  let inside_right = left + vec2u(4u, 5u) < vec2u(IN_W);
  // Threads 0 to 3 read the weights of the first tap of a row, threads 4 to 7, if there are any, those of the middle one.
  let mine = c4 + lane % 4u;
  var sums0 = mat4x4f();
  var sums1 = mat4x4f();
  var sums2 = mat4x4f();
  var sums3 = mat4x4f();
  for (var ky = 0u; ky < least(3u); ky++) {
    let y = top + ky;
    let start = ((safe / OUT_H * IN_H + y) * IN_W + left) * IN_C;
    let here = inside & vec4<bool>(y < IN_H);
    let here_right = inside_right & vec2<bool>(y < IN_H);
    for (var k = 0u; k < least(IN_C); k++) {
      let tap = mine + 3u * ky * TAP + k * OUT_C4;
      let first = weight[tap + lane / 4u * TAP];
      var middle = first;
      if (LANES == 4u) {
        middle = weight[tap + TAP];
      }
      let last = weight[tap + 2u * TAP];
      let pixel = start + k;
      let h0 = select(vec4f(), vec4f(x[pixel], x[pixel + IN_C], x[pixel + 2u * IN_C], x[pixel + 3u * IN_C]), here);
      let right = select(vec2f(), vec2f(x[pixel + 4u * IN_C], x[pixel + 5u * IN_C]), here_right);
      let h1 = vec4f(h0.yzw, right.x);
      let h2 = vec4f(h0.zw, right);
      sums0 += outer(h0, subgroupBroadcast(first, 0u)) + outer(h1, subgroupBroadcast(middle, MIDDLE + 0u)) + outer(h2, subgroupBroadcast(last, 0u));
      sums1 += outer(h0, subgroupBroadcast(first, 1u)) + outer(h1, subgroupBroadcast(middle, MIDDLE + 1u)) + outer(h2, subgroupBroadcast(last, 1u));
      sums2 += outer(h0, subgroupBroadcast(first, 2u)) + outer(h1, subgroupBroadcast(middle, MIDDLE + 2u)) + outer(h2, subgroupBroadcast(last, 2u));
      sums3 += outer(h0, subgroupBroadcast(first, 3u)) + outer(h1, subgroupBroadcast(middle, MIDDLE + 3u)) + outer(h2, subgroupBroadcast(last, 3u));
    }
  }
  if (row >= N * OUT_H) {
    return;
  }
  // A column a pixel; stored in a loop, since a place in the code that stores takes long to compile.
  var sums = array<mat4x4f, 4>(transpose(sums0), transpose(sums1), transpose(sums2), transpose(sums3));
  let pixels = min(4u, OUT_W - column);
  for (var j = 0u; j < least(4u); j++) {
    var offset = vec4f();
    if (BIAS) {
      offset = bias[c4 + j];
    }
    for (var i = 0u; i < least(pixels); i++) {
      let place = (row * OUT_W + column + i) * OUT_C4 + c4 + j;
      let value = sums[j][i] + offset;
      if (ACCUMULATES) {
        out[place] += value;
      } else {
        out[place] = value;
      }
    }
  }
}
