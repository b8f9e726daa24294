// partial[p, ky, kx, c, o] = sum over part p of the pixels (n, y, x) of d_out of
//   in[n, y STRIDE + ky - PAD, x STRIDE + kx - PAD, c] d_out[n, y, x, o]
// The gradient of a convolution's weight: one thread an element of a part. The documentation of weight_tiled.wgsl and
// weight_rows.wgsl, and the choice for channels that no tile fits. shaders/reduce/parts.wgsl adds the PARTS results in fixed
// order; where PARTS is 1, partial is the gradient itself.
//
// x: [N, IN_H, IN_W, IN_C] (in), d_out: [N, OUT_H, OUT_W, OUT_C], partial: [PARTS, KERNEL, KERNEL, IN_C, OUT_C].
// Thread i of workgroup (_, p) makes element i of part p, so that neighbours make neighbouring output channels; part p
// begins at image row p * PART_ROWS, counted through the images.
// Saved for the backward pass: nothing.

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
const PARTS: u32 = 1u;
const PART_ROWS: u32 = 16u;
const ACCUMULATES: bool = false; // partial += instead of partial =, where PARTS is 1
const WORKGROUP: u32 = 64u;

const SIZE: u32 = KERNEL * KERNEL * IN_C * OUT_C;

@group(0) @binding(0) var<storage, read> x: array<f32, N * IN_H * IN_W * IN_C>;
@group(0) @binding(1) var<storage, read> d_out: array<f32, N * OUT_H * OUT_W * OUT_C>;
@group(0) @binding(2) var<storage, read_write> partial: array<f32, PARTS * SIZE>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i >= SIZE) {
    return;
  }
  let channel = i % OUT_C;
  let from_channel = i / OUT_C % IN_C;
  let tap = i / (OUT_C * IN_C);
  // The pixels of a row whose tap lies inside: from begin to end, exclusive.
  let kx = tap % KERNEL;
  let begin = (max(PAD, kx) - kx + STRIDE - 1u) / STRIDE;
  let end = min(OUT_W, (max(IN_W + PAD, kx) - kx + STRIDE - 1u) / STRIDE);
  var sum = 0.0;
  for (var row = id.y * PART_ROWS; row < min((id.y + 1u) * PART_ROWS, N * OUT_H); row++) {
    // Above the image the difference wraps round to a huge number: one test serves both edges.
    let y = row % OUT_H * STRIDE + tap / KERNEL - PAD;
    if (y >= IN_H) {
      continue;
    }
    let from_row = (row / OUT_H * IN_H + y) * IN_W;
    for (var column = begin; column < end; column++) {
      sum += x[(from_row + column * STRIDE + kx - PAD) * IN_C + from_channel] * d_out[(row * OUT_W + column) * OUT_C + channel];
    }
  }
  let place = id.y * SIZE + i;
  if (ACCUMULATES) {
    partial[place] += sum;
  } else {
    partial[place] = sum;
  }
}
