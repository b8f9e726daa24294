// Convolution, or its gradient with respect to the input: one thread an element. The documentation of the other files in
// this folder, and the choice for channels that no tile fits. Activations are NHWC, weights HWIO.
//
//   forward     out[n, y, x, o] = sum over ky, kx, c of in[n, y STRIDE + ky - PAD, x STRIDE + kx - PAD, c] weight[ky, kx, c, o]
//   TRANSPOSED  d_in[n, y, x, c] = sum over ky, kx, o of d_out[n, (y + PAD - ky) / STRIDE, (x + PAD - kx) / STRIDE, o]
//               weight[ky, kx, c, o], over the taps at which both quotients are whole
//
// Both gather, so no two threads write one element; what lies outside counts as zero. One name each serves both:
// x: [N, IN_H, IN_W, IN_C] is read (in, or d_out); out: [N, OUT_H, OUT_W, OUT_C] is written (out, or d_in).
// weight: [KERNEL, KERNEL, IN_C, OUT_C], TRANSPOSED [KERNEL, KERNEL, OUT_C, IN_C].
// bias: [OUT_C], read only where BIAS is true (else any buffer may be bound).
// Thread i makes out element i, so that neighbours make neighbouring channels of one pixel.
// Saved for the backward pass: in and weight. Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep
// learning" (2016).

const N: u32 = 2u;
const IN_H: u32 = 8u;
const IN_W: u32 = 8u;
const IN_C: u32 = 4u;
const OUT_H: u32 = 8u;
const OUT_W: u32 = 8u;
const OUT_C: u32 = 4u;
const KERNEL: u32 = 3u;
const STRIDE: u32 = 1u;
const PAD: u32 = 1u; // above and to the left
const TRANSPOSED: bool = false;
const BIAS: bool = false;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

const SIZE: u32 = N * OUT_H * OUT_W * OUT_C;

@group(0) @binding(0) var<storage, read> x: array<f32, N * IN_H * IN_W * IN_C>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32, SIZE>;

// Where tap `tap` of place `place` reads along one axis; -1 where it reads nothing.
fn source(place: u32, tap: u32, size: u32) -> i32 {
  var origin = i32(place * STRIDE + tap) - i32(PAD);
  if (TRANSPOSED) {
    let distance = i32(place + PAD) - i32(tap);
    origin = select(distance / i32(STRIDE), -1, distance % i32(STRIDE) != 0);
  }
  return select(origin, -1, origin >= i32(size));
}

// The bound, through a number that only the driver knows: compilers for CPUs would unroll the loops.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&weight));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SIZE) {
    return;
  }
  let channel = i % OUT_C;
  let pixel = i / OUT_C;
  let column = pixel % OUT_W;
  let row = pixel / OUT_W % OUT_H;
  let sample = pixel / (OUT_W * OUT_H);
  var sum = 0.0;
  for (var ky = 0u; ky < least(KERNEL); ky++) {
    let from_row = source(row, ky, IN_H);
    if (from_row < 0) {
      continue;
    }
    for (var kx = 0u; kx < least(KERNEL); kx++) {
      let from_column = source(column, kx, IN_W);
      if (from_column < 0) {
        continue;
      }
      let origin = ((sample * IN_H + u32(from_row)) * IN_W + u32(from_column)) * IN_C;
      let tap = (ky * KERNEL + kx) * IN_C * OUT_C;
      for (var k = 0u; k < least(IN_C); k++) {
        sum += x[origin + k] * weight[tap + select(k * OUT_C + channel, channel * IN_C + k, TRANSPOSED)];
      }
    }
  }
  if (BIAS) {
    sum += bias[channel];
  }
  if (ACCUMULATES) {
    out[i] += sum;
  } else {
    out[i] = sum;
  }
}
