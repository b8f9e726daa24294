// First stage of the statistics of large images: for each sample, part of its pixels and channel
//   mean = sum of x / count,   squares = sum of (x - mean)^2      over the pixels of the part
//
// x:       [SAMPLES, PIXELS, CHANNELS]
// partial: [SAMPLES, PARTS, CHANNELS] pairs (mean, squares); part p begins at pixel p * PART_PIXELS
//
// Thread i makes partial[i]: neighbours read neighbouring channels, and no barrier is needed. Two passes, the first over
// x minus the part's first value: nothing cancels where the mean is large against the deviation (Chan, Golub and LeVeque,
// "Algorithms for computing the sample variance", 1983). Second stage: merge_moments.wgsl. The loop bound goes through
// `least`, whose other argument only the driver knows: compilers for CPUs would unroll the loop.

const SAMPLES: u32 = 1u;
const PIXELS: u32 = 64u;
const CHANNELS: u32 = 8u;
const PARTS: u32 = 2u;
const PART_PIXELS: u32 = 32u;
const WORKGROUP: u32 = 64u;

const COUNT: u32 = SAMPLES * PARTS * CHANNELS;

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> partial: array<vec2f>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&x));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  let safe = min(i, COUNT - 1u);
  let sample = safe / (PARTS * CHANNELS);
  let begin = safe / CHANNELS % PARTS * PART_PIXELS;
  let count = min(PART_PIXELS, PIXELS - begin);
  let first = (sample * PIXELS + begin) * CHANNELS + safe % CHANNELS;
  let origin = x[first];
  var sum = 0.0;
  for (var pixel = 0u; pixel < least(count); pixel++) {
    sum += x[first + pixel * CHANNELS] - origin;
  }
  let mean = origin + sum / f32(count);
  var squares = 0.0;
  for (var pixel = 0u; pixel < least(count); pixel++) {
    let deviation = x[first + pixel * CHANNELS] - mean;
    squares += deviation * deviation;
  }
  if (i < COUNT) {
    partial[i] = vec2f(mean, squares);
  }
}
