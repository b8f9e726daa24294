// First stage of the backward sums: for each sample, part of its pixels and channel
//   first = sum of d_y,   second = sum of d_y n       over the pixels of the part
// with n = (x - mean) / deviation, y = scale n + shift, and d_y = d_out, with SILU d_out silu'(y).
//
// x, d_out:     [SAMPLES, PIXELS, CHANNELS]
// scale, shift: [CHANNELS]
// moments:      [SAMPLES, GROUPS] pairs (mean, reciprocal standard deviation) from the forward pass; n is made again
// partial:      [SAMPLES, PARTS, CHANNELS] pairs (first, second); part p begins at pixel p * PART_PIXELS
//
// Thread i makes partial[i]: neighbours read neighbouring channels. Second stage: merge_gradients.wgsl.

const SAMPLES: u32 = 1u;
const PIXELS: u32 = 64u;
const CHANNELS: u32 = 8u;
const GROUPS: u32 = 2u;
const PARTS: u32 = 2u;
const PART_PIXELS: u32 = 32u;
const SILU: bool = false;
const WORKGROUP: u32 = 64u;

const WIDTH: u32 = CHANNELS / GROUPS;
const COUNT: u32 = SAMPLES * PARTS * CHANNELS;

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> scale: array<f32>;
@group(0) @binding(2) var<storage, read> shift: array<f32>;
@group(0) @binding(3) var<storage, read> moments: array<vec2f>;
@group(0) @binding(4) var<storage, read> d_out: array<f32>;
@group(0) @binding(5) var<storage, read_write> partial: array<vec2f>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&x));
}

// s (1 + y (1 - s)) with s the logistic function of y; 1 - s is made without cancellation.
fn silu_slope(y: f32) -> f32 {
  let e = exp(-abs(y));
  let pair = select(vec2f(e, 1.0), vec2f(1.0, e), y >= 0.0) / (1.0 + e);
  return pair.x * (1.0 + y * pair.y);
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  let safe = min(i, COUNT - 1u);
  let channel = safe % CHANNELS;
  let sample = safe / (PARTS * CHANNELS);
  let begin = safe / CHANNELS % PARTS * PART_PIXELS;
  let count = min(PART_PIXELS, PIXELS - begin);
  let start = (sample * PIXELS + begin) * CHANNELS + channel;
  let moment = moments[sample * GROUPS + channel / WIDTH];
  let factor = scale[channel];
  let offset = shift[channel];
  var first = 0.0;
  var second = 0.0;
  for (var pixel = 0u; pixel < least(count); pixel++) {
    let place = start + pixel * CHANNELS;
    let n = (x[place] - moment.x) * moment.y;
    var d_y = d_out[place];
    if (SILU) {
      d_y *= silu_slope(factor * n + offset);
    }
    first += d_y;
    second += d_y * n;
  }
  if (i < COUNT) {
    partial[i] = vec2f(first, second);
  }
}
