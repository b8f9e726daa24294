// out = (x - mean) / deviation * scale + shift, with SILU then y / (1 + exp(-y)) of it: the last stage for large images.
//
// x, out:       [SAMPLES, PIXELS, CHANNELS]
// scale, shift: [CHANNELS]
// moments:      [SAMPLES, GROUPS] pairs (mean, reciprocal standard deviation), made by merge_moments.wgsl
//
// One thread makes STRIP pixels of one channel, whose numbers it fetches once; neighbours make neighbouring channels. The mean is taken off before anything is multiplied, so that large means cost no accuracy.
// Saved for the backward pass: x and moments. Source: Wu and He, "Group normalization" (2018).

const SAMPLES: u32 = 1u;
const PIXELS: u32 = 64u;
const CHANNELS: u32 = 8u;
const GROUPS: u32 = 2u;
const STRIP: u32 = 16u;
const SILU: bool = false;
const WORKGROUP: u32 = 64u;

const WIDTH: u32 = CHANNELS / GROUPS;
const STRIPS: u32 = (PIXELS + STRIP - 1u) / STRIP;
const COUNT: u32 = SAMPLES * STRIPS * CHANNELS;

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> scale: array<f32>;
@group(0) @binding(2) var<storage, read> shift: array<f32>;
@group(0) @binding(3) var<storage, read> moments: array<vec2f>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&x));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  let safe = min(i, COUNT - 1u);
  let channel = safe % CHANNELS;
  let sample = safe / (STRIPS * CHANNELS);
  let begin = safe / CHANNELS % STRIPS * STRIP;
  let start = (sample * PIXELS + begin) * CHANNELS + channel;
  let moment = moments[sample * GROUPS + channel / WIDTH];
  let factor = moment.y * scale[channel];
  let offset = shift[channel];
  // Threads beyond the last have no pixels.
  let count = select(0u, min(STRIP, PIXELS - begin), i < COUNT);
  for (var pixel = 0u; pixel < least(count); pixel++) {
    let place = start + pixel * CHANNELS;
    var y = (x[place] - moment.x) * factor + offset;
    if (SILU) {
      // The bound keeps exp finite; below it the true value is under 1e-32.
      y = y / (1.0 + exp(min(-y, 80.0)));
    }
    out[place] = y;
  }
}
