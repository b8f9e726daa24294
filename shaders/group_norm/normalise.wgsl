// out = (x - mean) / deviation * scale + shift, with SILU then y / (1 + exp(-y)) of it: the last stage for large images.
//
// x, out:       [SAMPLES, PIXELS, CHANNELS]
// scale, shift: [CHANNELS]
// moments:      [SAMPLES, GROUPS] pairs (mean, reciprocal standard deviation), made by merge_moments.wgsl
//
// One thread an element. The mean is taken off before anything is multiplied, so that large means cost no accuracy.
// Saved for the backward pass: x and moments. Source: Wu and He, "Group normalization" (2018).

const SAMPLES: u32 = 1u;
const PIXELS: u32 = 64u;
const CHANNELS: u32 = 8u;
const GROUPS: u32 = 2u;
const SILU: bool = false;
const WORKGROUP: u32 = 64u;

const WIDTH: u32 = CHANNELS / GROUPS;
const SIZE: u32 = SAMPLES * PIXELS * CHANNELS;

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> scale: array<f32>;
@group(0) @binding(2) var<storage, read> shift: array<f32>;
@group(0) @binding(3) var<storage, read> moments: array<vec2f>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SIZE) {
    return;
  }
  let channel = i % CHANNELS;
  let moment = moments[i / (PIXELS * CHANNELS) * GROUPS + channel / WIDTH];
  var y = (x[i] - moment.x) * moment.y * scale[channel] + shift[channel];
  if (SILU) {
    // The bound keeps exp finite; below it the true value is under 1e-32.
    y = y / (1.0 + exp(min(-y, 80.0)));
  }
  out[i] = y;
}
