// d_x = d_out FACTOR, element by element: the gradient of either term of forward.wgsl.
//
// d_out, d_x: [SIZE] each. One thread an element.

const SIZE: u32 = 64u;
const FACTOR: f32 = 1.0;
const ACCUMULATES: bool = false; // d_x += instead of d_x =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> d_out: array<f32, SIZE>;
@group(0) @binding(1) var<storage, read_write> d_x: array<f32, SIZE>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SIZE) {
    return;
  }
  let value = d_out[i] * FACTOR;
  if (ACCUMULATES) {
    d_x[i] += value;
  } else {
    d_x[i] = value;
  }
}
