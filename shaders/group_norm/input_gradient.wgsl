// d_x = (scale d_y - (first + n second) / COUNT) / deviation, the last stage of the backward pass of large images,
// with n and d_y as in channel_gradients.wgsl and COUNT elements in a group.
//
// x, d_out, d_x: [SAMPLES, PIXELS, CHANNELS]
// scale, shift:  [CHANNELS]
// moments:       [SAMPLES, GROUPS] pairs (mean, reciprocal standard deviation) from the forward pass; n is made again
// group_sums:    [SAMPLES, GROUPS] pairs (first, second), made by merge_gradients.wgsl
//
// One thread makes STRIP pixels of one channel, whose numbers it fetches once; neighbours make neighbouring channels.
// Source: Ioffe and Szegedy, "Batch normalization" (2015), section 3, over a group instead of a batch.

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
const SHARE: f32 = 1.0 / f32(PIXELS * WIDTH);

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> scale: array<f32>;
@group(0) @binding(2) var<storage, read> shift: array<f32>;
@group(0) @binding(3) var<storage, read> moments: array<vec2f>;
@group(0) @binding(4) var<storage, read> group_sums: array<vec2f>;
@group(0) @binding(5) var<storage, read> d_out: array<f32>;
@group(0) @binding(6) var<storage, read_write> d_x: array<f32>;

// s (1 + y (1 - s)) with s the logistic function of y; 1 - s is made without cancellation.
fn silu_slope(y: f32) -> f32 {
  let e = exp(-abs(y));
  let pair = select(vec2f(e, 1.0), vec2f(1.0, e), y >= 0.0) / (1.0 + e);
  return pair.x * (1.0 + y * pair.y);
}

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
  let group = sample * GROUPS + channel / WIDTH;
  let moment = moments[group];
  let sums = SHARE * group_sums[group];
  let factor = scale[channel];
  let offset = shift[channel];
  // Threads beyond the last have no pixels.
  let count = select(0u, min(STRIP, PIXELS - begin), i < COUNT);
  for (var pixel = 0u; pixel < least(count); pixel++) {
    let place = start + pixel * CHANNELS;
    let n = (x[place] - moment.x) * moment.y;
    var d_y = d_out[place];
    if (SILU) {
      d_y *= silu_slope(factor * n + offset);
    }
    d_x[place] = moment.y * (factor * d_y - (sums.x + n * sums.y));
  }
}
