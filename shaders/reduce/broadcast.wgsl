// out[i] = SCALE * x[i % WIDTH]: the backward pass of sums and means, which hand the same gradient to all their terms.
//
// x: [WIDTH], out: [SIZE]. One thread an element. Saved for the backward pass: nothing.

const SIZE: u32 = 64u;
const WIDTH: u32 = 4u;
const SCALE: f32 = 1.0;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x: array<f32, WIDTH>;
@group(0) @binding(1) var<storage, read_write> out: array<f32, SIZE>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SIZE) {
    return;
  }
  let value = SCALE * x[i % WIDTH];
  if (ACCUMULATES) {
    out[i] += value;
  } else {
    out[i] = value;
  }
}
