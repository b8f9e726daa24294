// d_x[n, h, w, c] = d_out[n, h / 2, w / 2, c] / 4, and 0 in a last odd row or column, which average.wgsl leaves out.
//
// d_out: [SAMPLES, HEIGHT / 2, WIDTH / 2, CHANNELS], d_x: [SAMPLES, HEIGHT, WIDTH, CHANNELS]. One thread an element of d_x.

const SAMPLES: u32 = 1u;
const HEIGHT: u32 = 8u;
const WIDTH: u32 = 8u;
const CHANNELS: u32 = 4u;
const ACCUMULATES: bool = false; // d_x += instead of d_x =
const WORKGROUP: u32 = 64u;

const OUT_HEIGHT: u32 = HEIGHT / 2u;
const OUT_WIDTH: u32 = WIDTH / 2u;

@group(0) @binding(0) var<storage, read> d_out: array<f32>;
@group(0) @binding(1) var<storage, read_write> d_x: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SAMPLES * HEIGHT * WIDTH * CHANNELS) {
    return;
  }
  let pixel = i / CHANNELS;
  let column = pixel % WIDTH / 2u;
  let row = pixel / WIDTH % HEIGHT / 2u;
  let sample = pixel / (WIDTH * HEIGHT);
  var value = 0.0;
  if (row < OUT_HEIGHT && column < OUT_WIDTH) {
    value = 0.25 * d_out[((sample * OUT_HEIGHT + row) * OUT_WIDTH + column) * CHANNELS + i % CHANNELS];
  }
  if (ACCUMULATES) {
    d_x[i] += value;
  } else {
    d_x[i] = value;
  }
}
