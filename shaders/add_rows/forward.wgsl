// out[n, p, c] = x[n, p, c] + e[n, c] for every pixel p: how the time embedding enters a residual block.
//
// x, out: [SAMPLES, PIXELS, CHANNELS], e: [SAMPLES, CHANNELS]. One thread an element.
// Saved for the backward pass: nothing (d_x = d_out; d_e is a sum over pixels, by shaders/reduce).

const SAMPLES: u32 = 1u;
const PIXELS: u32 = 16u;
const CHANNELS: u32 = 4u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x: array<f32, SAMPLES * PIXELS * CHANNELS>;
@group(0) @binding(1) var<storage, read> e: array<f32, SAMPLES * CHANNELS>;
@group(0) @binding(2) var<storage, read_write> out: array<f32, SAMPLES * PIXELS * CHANNELS>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SAMPLES * PIXELS * CHANNELS) {
    return;
  }
  let value = x[i] + e[i / (PIXELS * CHANNELS) * CHANNELS + i % CHANNELS];
  if (ACCUMULATES) {
    out[i] += value;
  } else {
    out[i] = value;
  }
}
