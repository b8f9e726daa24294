// Group normalisation of small images in one launch, statistics and all; formulas as in normalise.wgsl.
//
// x, out:       [SAMPLES, PIXELS, CHANNELS]
// scale, shift: [CHANNELS]
// moments:      [SAMPLES, GROUPS] pairs (mean, reciprocal standard deviation), saved for the backward pass with x
//
// One workgroup makes a slab of SLAB neighbouring groups of one sample, so that it reads whole cache lines. Its threads
// are ROWS pixels of COLUMNS channels; each keeps its channel and goes over the pixels three times: for the mean (of x
// minus the group's first value, so that a large mean cancels nothing), for the variance, for the output.
// Sums over threads are pairwise, in fixed order. Source: Wu and He, "Group normalization" (2018).

const SAMPLES: u32 = 1u;
const PIXELS: u32 = 64u;
const CHANNELS: u32 = 8u;
const GROUPS: u32 = 2u;
const SLAB: u32 = 2u;            // divides GROUPS; SLAB * WIDTH is at most THREADS
const EPSILON: f32 = 0.00001;
const SILU: bool = false;
const THREADS: u32 = 256u;

const WIDTH: u32 = CHANNELS / GROUPS;
const COLUMNS: u32 = SLAB * WIDTH;
const ROWS: u32 = THREADS / COLUMNS;
const SLABS: u32 = GROUPS / SLAB;
const COUNT: f32 = f32(PIXELS * WIDTH);

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> scale: array<f32>;
@group(0) @binding(2) var<storage, read> shift: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> moments: array<vec2f>;

var<workgroup> sums: array<f32, THREADS>;

// The sum of `value` over the threads of this thread's group.
fn group_total(lane: u32, value: f32) -> f32 {
  sums[lane] = value;
  for (var rows = ROWS; rows > 1u; rows = (rows + 1u) / 2u) {
    workgroupBarrier();
    let half = (rows + 1u) / 2u;
    if (lane / COLUMNS < rows - half) {
      sums[lane] += sums[lane + half * COLUMNS];
    }
  }
  for (var width = WIDTH; width > 1u; width = (width + 1u) / 2u) {
    workgroupBarrier();
    let half = (width + 1u) / 2u;
    if (lane < COLUMNS && lane % WIDTH < width - half) {
      sums[lane] += sums[lane + half];
    }
  }
  workgroupBarrier();
  let total = sums[lane % COLUMNS / WIDTH * WIDTH];
  workgroupBarrier();
  return total;
}

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&x));
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = id.x + id.y * groups.x;
  if (i >= SAMPLES * SLABS) {
    return;
  }
  let sample = i / SLABS;
  let channel = i % SLABS * COLUMNS + lane % COLUMNS;
  let group = channel / WIDTH;
  let image = sample * PIXELS * CHANNELS;
  // Threads beyond the last whole row of channels have no pixels.
  let begin = select(PIXELS, lane / COLUMNS, lane / COLUMNS < ROWS);
  let origin = x[image + group * WIDTH];

  var sum = 0.0;
  for (var pixel = begin; pixel < least(PIXELS); pixel += ROWS) {
    sum += x[image + pixel * CHANNELS + channel] - origin;
  }
  let mean = origin + group_total(lane, sum) / COUNT;
  var squares = 0.0;
  for (var pixel = begin; pixel < least(PIXELS); pixel += ROWS) {
    let deviation = x[image + pixel * CHANNELS + channel] - mean;
    squares += deviation * deviation;
  }
  let reciprocal = inverseSqrt(group_total(lane, squares) / COUNT + EPSILON);
  for (var pixel = begin; pixel < least(PIXELS); pixel += ROWS) {
    let place = image + pixel * CHANNELS + channel;
    var y = (x[place] - mean) * reciprocal * scale[channel] + shift[channel];
    if (SILU) {
      // The bound keeps exp finite; below it the true value is under 1e-32.
      y = y / (1.0 + exp(min(-y, 80.0)));
    }
    out[place] = y;
  }
  if (lane < COLUMNS && lane % WIDTH == 0u) {
    moments[sample * GROUPS + group] = vec2f(mean, reciprocal);
  }
}
