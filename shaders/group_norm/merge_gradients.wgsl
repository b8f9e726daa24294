// Second stage of the backward sums. For each sample and channel the parts are added, in fixed order,
//   d_shift = sum of first_p,   d_scale = sum of second_p       (a row a sample; sums over samples come after)
// and for each sample and group  group_sums = (sum of scale d_shift, sum of scale d_scale) over the group's channels.
//
// partial:          [SAMPLES, PARTS, CHANNELS] pairs (first_p, second_p), made by channel_gradients.wgsl
// scale:            [CHANNELS]
// d_scale, d_shift: [SAMPLES, CHANNELS]
// group_sums:       [SAMPLES, GROUPS] pairs, for input_gradient.wgsl
//
// One workgroup a group of a sample: its LANES threads (a power of 2; 1 where barriers are dear) take the channels in turn.

const SAMPLES: u32 = 1u;
const CHANNELS: u32 = 8u;
const GROUPS: u32 = 2u;
const PARTS: u32 = 2u;
const LANES: u32 = 32u;

const WIDTH: u32 = CHANNELS / GROUPS;

@group(0) @binding(0) var<storage, read> partial: array<vec2f>;
@group(0) @binding(1) var<storage, read> scale: array<f32>;
@group(0) @binding(2) var<storage, read_write> d_scale: array<f32>;
@group(0) @binding(3) var<storage, read_write> d_shift: array<f32>;
@group(0) @binding(4) var<storage, read_write> group_sums: array<vec2f>;

var<workgroup> sums: array<vec2f, LANES>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&partial));
}

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = id.x + id.y * groups.x;
  if (i >= SAMPLES * GROUPS) {
    return;
  }
  let sample = i / GROUPS;
  var sum = vec2f();
  for (var c = lane; c < least(WIDTH); c += LANES) {
    let channel = i % GROUPS * WIDTH + c;
    var pair = vec2f();
    for (var part = 0u; part < least(PARTS); part++) {
      pair += partial[(sample * PARTS + part) * CHANNELS + channel];
    }
    d_shift[sample * CHANNELS + channel] = pair.x;
    d_scale[sample * CHANNELS + channel] = pair.y;
    sum += scale[channel] * pair;
  }
  if (LANES == 1u) {
    group_sums[i] = sum;
    return;
  }
  sums[lane] = sum;
  for (var half = LANES / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      sums[lane] += sums[lane + half];
    }
  }
  if (lane == 0u) {
    group_sums[i] = sums[0];
  }
}
