// d_x[n, h, w, c] = sum of d_out[n, i, j, c] over all (i, j) that nearest.wgsl fills from (h, w): rows from
// ceil(h OUT_HEIGHT / HEIGHT) to ceil((h + 1) OUT_HEIGHT / HEIGHT) - 1, columns alike. A gather in row-major order: no atomics.
//
// d_out: [SAMPLES, OUT_HEIGHT, OUT_WIDTH, CHANNELS], d_x: [SAMPLES, HEIGHT, WIDTH, CHANNELS]. One thread an element of d_x.

const SAMPLES: u32 = 1u;
const HEIGHT: u32 = 4u;
const WIDTH: u32 = 4u;
const OUT_HEIGHT: u32 = 8u;
const OUT_WIDTH: u32 = 8u;
const CHANNELS: u32 = 4u;
const ACCUMULATES: bool = false; // d_x += instead of d_x =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> d_out: array<f32>;
@group(0) @binding(1) var<storage, read_write> d_x: array<f32>;

// The first output index that comes from input index `i` or a later one.
fn first_from(i: u32, size: u32, out_size: u32) -> u32 {
  return (i * out_size + size - 1u) / size;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SAMPLES * HEIGHT * WIDTH * CHANNELS) {
    return;
  }
  let pixel = i / CHANNELS;
  let w = pixel % WIDTH;
  let h = pixel / WIDTH % HEIGHT;
  let image = pixel / (WIDTH * HEIGHT) * OUT_HEIGHT;
  var sum = 0.0;
  for (var row = first_from(h, HEIGHT, OUT_HEIGHT); row < first_from(h + 1u, HEIGHT, OUT_HEIGHT); row++) {
    for (var column = first_from(w, WIDTH, OUT_WIDTH); column < first_from(w + 1u, WIDTH, OUT_WIDTH); column++) {
      sum += d_out[((image + row) * OUT_WIDTH + column) * CHANNELS + i % CHANNELS];
    }
  }
  if (ACCUMULATES) {
    d_x[i] += sum;
  } else {
    d_x[i] = sum;
  }
}
