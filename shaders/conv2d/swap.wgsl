// out[tap, o, c] = weight[tap, c, o]: the channels of a convolution's weight exchanged, for rows.wgsl and lanes.wgsl, which
// read the weight in vec4s along the channels that they write. With TURNED the taps stand in reverse order: then the input
// gradient at stride 1 is a convolution of d_out.
//
// weight: [TAPS, C, O], out: [TAPS, O, C]. Thread i makes element i of out. Saved for the backward pass: nothing.

const TAPS: u32 = 9u;
const C: u32 = 8u;
const O: u32 = 8u;
const TURNED: bool = false;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> weight: array<f32, TAPS * C * O>;
@group(0) @binding(1) var<storage, read_write> out: array<f32, TAPS * C * O>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= TAPS * C * O) {
    return;
  }
  let tap = i / (C * O);
  out[i] = weight[(select(tap, TAPS - 1u - tap, TURNED) * C + i % C) * O + i / C % O];
}
