// Second stage of the statistics: joins the parts of all channels of a group,
//   mean = sum of count_p mean_p / COUNT
//   variance = sum of (squares_p + count_p (mean_p - mean)^2) / COUNT,   deviation = 1 / sqrt(variance + EPSILON)
//
// partial: [SAMPLES, PARTS, CHANNELS] pairs (mean_p, squares_p), made by channel_moments.wgsl
// moments: [SAMPLES, GROUPS] pairs (mean, reciprocal standard deviation), saved for the backward pass
//
// One workgroup a group of a sample: its LANES threads (a power of 2; 1 where barriers are dear) take the parts in turn
// and add up pairwise, in fixed order. Source: Chan, Golub and LeVeque (1983), equation 2.1, for many parts at once.

const SAMPLES: u32 = 1u;
const PIXELS: u32 = 64u;
const CHANNELS: u32 = 8u;
const GROUPS: u32 = 2u;
const PARTS: u32 = 2u;
const PART_PIXELS: u32 = 32u;
const EPSILON: f32 = 0.00001;
const LANES: u32 = 32u;

const WIDTH: u32 = CHANNELS / GROUPS;
const ENTRIES: u32 = PARTS * WIDTH;
const COUNT: f32 = f32(PIXELS * WIDTH);

@group(0) @binding(0) var<storage, read> partial: array<vec2f>;
@group(0) @binding(1) var<storage, read_write> moments: array<vec2f>;

var<workgroup> sums: array<f32, LANES>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&partial));
}

fn total_of(lane: u32, value: f32) -> f32 {
  if (LANES == 1u) {
    return value;
  }
  sums[lane] = value;
  for (var half = LANES / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      sums[lane] += sums[lane + half];
    }
  }
  workgroupBarrier();
  let total = sums[0];
  workgroupBarrier();
  return total;
}

fn place_of(first: u32, entry: u32) -> u32 {
  return first + entry / WIDTH * CHANNELS + entry % WIDTH;
}

fn count_of(entry: u32) -> f32 {
  let begin = entry / WIDTH * PART_PIXELS;
  return f32(min(PART_PIXELS, PIXELS - begin));
}

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = id.x + id.y * groups.x;
  if (i >= SAMPLES * GROUPS) {
    return;
  }
  let first = i / GROUPS * (PARTS * CHANNELS) + i % GROUPS * WIDTH;
  let origin = partial[first].x;
  var sum = 0.0;
  for (var entry = lane; entry < least(ENTRIES); entry += LANES) {
    sum += count_of(entry) * (partial[place_of(first, entry)].x - origin);
  }
  let mean = origin + total_of(lane, sum) / COUNT;
  var squares = 0.0;
  for (var entry = lane; entry < least(ENTRIES); entry += LANES) {
    let part = partial[place_of(first, entry)];
    let deviation = part.x - mean;
    squares += part.y + count_of(entry) * deviation * deviation;
  }
  let variance = total_of(lane, squares) / COUNT;
  if (lane == 0u) {
    moments[i] = vec2f(mean, inverseSqrt(variance + EPSILON));
  }
}
