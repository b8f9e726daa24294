// The backward pass of small images in one launch; formulas as in channel_gradients.wgsl and input_gradient.wgsl.
//
// x, d_out, d_x:    [SAMPLES, PIXELS, CHANNELS]
// scale, shift:     [CHANNELS]
// moments:          [SAMPLES, GROUPS] pairs (mean, reciprocal standard deviation) from the forward pass; n is made again
// d_scale, d_shift: [SAMPLES, CHANNELS], a row a sample; the sums over samples come after
//
// Workgroups and threads as in whole.wgsl; each thread goes over the pixels of its channel twice: for the sums, for d_x.
// Sums over threads are pairwise, in fixed order.

const SAMPLES: u32 = 1u;
const PIXELS: u32 = 64u;
const CHANNELS: u32 = 8u;
const GROUPS: u32 = 2u;
const SLAB: u32 = 2u;            // divides GROUPS; SLAB * WIDTH is at most THREADS
const SILU: bool = false;
const THREADS: u32 = 256u;

const WIDTH: u32 = CHANNELS / GROUPS;
const COLUMNS: u32 = SLAB * WIDTH;
const ROWS: u32 = THREADS / COLUMNS;
const SLABS: u32 = GROUPS / SLAB;
const SHARE: f32 = 1.0 / f32(PIXELS * WIDTH);

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> scale: array<f32>;
@group(0) @binding(2) var<storage, read> shift: array<f32>;
@group(0) @binding(3) var<storage, read> moments: array<vec2f>;
@group(0) @binding(4) var<storage, read> d_out: array<f32>;
@group(0) @binding(5) var<storage, read_write> d_x: array<f32>;
@group(0) @binding(6) var<storage, read_write> d_scale: array<f32>;
@group(0) @binding(7) var<storage, read_write> d_shift: array<f32>;

var<workgroup> sums: array<vec2f, THREADS>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&x));
}

// s (1 + y (1 - s)) with s the logistic function of y; 1 - s is made without cancellation.
fn silu_slope(y: f32) -> f32 {
  let e = exp(-abs(y));
  let pair = select(vec2f(e, 1.0), vec2f(1.0, e), y >= 0.0) / (1.0 + e);
  return pair.x * (1.0 + y * pair.y);
}

fn affine_gradient(d: f32, y: f32) -> f32 {
  if (SILU) {
    return d * silu_slope(y);
  }
  return d;
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = id.x + id.y * groups.x;
  if (i >= SAMPLES * SLABS) {
    return;
  }
  let sample = i / SLABS;
  let channel = i % SLABS * COLUMNS + lane % COLUMNS;
  let image = sample * PIXELS * CHANNELS;
  let begin = select(PIXELS, lane / COLUMNS, lane / COLUMNS < ROWS);
  let moment = moments[sample * GROUPS + channel / WIDTH];
  let factor = scale[channel];
  let offset = shift[channel];

  var sum = vec2f();
  for (var pixel = begin; pixel < least(PIXELS); pixel += ROWS) {
    let place = image + pixel * CHANNELS + channel;
    let n = (x[place] - moment.x) * moment.y;
    let d_y = affine_gradient(d_out[place], factor * n + offset);
    sum += vec2f(d_y, d_y * n);
  }
  sums[lane] = sum;
  for (var rows = ROWS; rows > 1u; rows = (rows + 1u) / 2u) {
    workgroupBarrier();
    let half = (rows + 1u) / 2u;
    if (lane / COLUMNS < rows - half) {
      sums[lane] += sums[lane + half * COLUMNS];
    }
  }
  workgroupBarrier();
  // A channel's sums are complete; those of the group are weighted by scale.
  if (lane < COLUMNS) {
    d_shift[sample * CHANNELS + channel] = sums[lane].x;
    d_scale[sample * CHANNELS + channel] = sums[lane].y;
    sums[lane] *= factor;
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
  for (var pixel = begin; pixel < least(PIXELS); pixel += ROWS) {
    let place = image + pixel * CHANNELS + channel;
    let n = (x[place] - moment.x) * moment.y;
    let d_y = affine_gradient(d_out[place], factor * n + offset);
    d_x[place] = moment.y * (factor * d_y - SHARE * (total.x + n * total.y));
  }
}
