// Second half of the weight gradient: d_parameters[i] += sum over parts, in order, of parts[p, i], for every i that belongs to
// a parameter. The gaps between parameters stay zero.
//
// parts [PARTS, TOTAL]; d_parameters [TOTAL]
//
// One thread an element.

const INPUTS: u32 = 18u;
const WIDTH: u32 = 32u;
const DEPTH: u32 = 2u;
const IN_WEIGHT: u32 = 0u;
const IN_BIAS: u32 = 576u;
const HIDDEN_WEIGHT: u32 = 640u;
const HIDDEN_BIAS: u32 = 1024u;
const HIDDEN_STRIDE: u32 = 1088u;
const OUT_WEIGHT: u32 = 2816u;
const OUT_BIAS: u32 = 2880u;
const TOTAL: u32 = 2944u;
const PARTS: u32 = 1u;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> parts: array<f32>;
@group(0) @binding(1) var<storage, read_write> d_parameters: array<f32>;

fn belongs(i: u32) -> bool {
  if (i < HIDDEN_WEIGHT) {
    return i - IN_WEIGHT < INPUTS * WIDTH || (i >= IN_BIAS && i - IN_BIAS < WIDTH);
  }
  if (i < OUT_WEIGHT) {
    let within = (i - HIDDEN_WEIGHT) % HIDDEN_STRIDE;
    return within < WIDTH * WIDTH || (within >= HIDDEN_BIAS && within - HIDDEN_BIAS < WIDTH);
  }
  return i - OUT_WEIGHT < 2u * WIDTH || (i >= OUT_BIAS && i - OUT_BIAS < 2u);
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i >= TOTAL || !belongs(i)) {
    return;
  }
  var sum = 0.0;
  for (var part = 0u; part < PARTS; part += 1u) {
    sum += parts[part * TOTAL + i];
  }
  d_parameters[i] += sum;
}
