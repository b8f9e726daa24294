// out[n, i, j, c] = x[n, floor(i HEIGHT / OUT_HEIGHT), floor(j WIDTH / OUT_WIDTH), c]: nearest-neighbour enlargement.
//
// x: [SAMPLES, HEIGHT, WIDTH, CHANNELS], out: [SAMPLES, OUT_HEIGHT, OUT_WIDTH, CHANNELS]. One thread an element of out.
// Saved for the backward pass: nothing. The rule is PyTorch's interpolate(mode="nearest"), in whole numbers.

const SAMPLES: u32 = 1u;
const HEIGHT: u32 = 4u;
const WIDTH: u32 = 4u;
const OUT_HEIGHT: u32 = 8u;
const OUT_WIDTH: u32 = 8u;
const CHANNELS: u32 = 4u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SAMPLES * OUT_HEIGHT * OUT_WIDTH * CHANNELS) {
    return;
  }
  let pixel = i / CHANNELS;
  let column = pixel % OUT_WIDTH * WIDTH / OUT_WIDTH;
  let row = pixel / OUT_WIDTH % OUT_HEIGHT * HEIGHT / OUT_HEIGHT;
  let sample = pixel / (OUT_WIDTH * OUT_HEIGHT);
  let value = x[((sample * HEIGHT + row) * WIDTH + column) * CHANNELS + i % CHANNELS];
  if (ACCUMULATES) {
    out[i] += value;
  } else {
    out[i] = value;
  }
}
