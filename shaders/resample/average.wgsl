// out[n, i, j, c] = mean of x[n, 2i .. 2i + 1, 2j .. 2j + 1, c]: average pooling of 2 x 2 pixels, stride 2. A last odd
// row or column is left out, as in PyTorch's AvgPool2d(2).
//
// x: [SAMPLES, HEIGHT, WIDTH, CHANNELS], out: [SAMPLES, HEIGHT / 2, WIDTH / 2, CHANNELS]. One thread an element of out.
// Saved for the backward pass: nothing.

const SAMPLES: u32 = 1u;
const HEIGHT: u32 = 8u;
const WIDTH: u32 = 8u;
const CHANNELS: u32 = 4u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

const OUT_HEIGHT: u32 = HEIGHT / 2u;
const OUT_WIDTH: u32 = WIDTH / 2u;

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SAMPLES * OUT_HEIGHT * OUT_WIDTH * CHANNELS) {
    return;
  }
  let pixel = i / CHANNELS;
  let row = pixel / OUT_WIDTH % OUT_HEIGHT;
  let sample = pixel / (OUT_WIDTH * OUT_HEIGHT);
  let first = ((sample * HEIGHT + 2u * row) * WIDTH + 2u * (pixel % OUT_WIDTH)) * CHANNELS + i % CHANNELS;
  let below = first + WIDTH * CHANNELS;
  let value = 0.25 * ((x[first] + x[first + CHANNELS]) + (x[below] + x[below + CHANNELS]));
  if (ACCUMULATES) {
    out[i] += value;
  } else {
    out[i] = value;
  }
}
