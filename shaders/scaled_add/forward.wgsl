// out = (a + b) SCALE, element by element: the end of a residual block (SCALE is 1 / output_scale_factor).
//
// a, b, out: [SIZE] each. One thread an element. Saved for the backward pass: nothing.

const SIZE: u32 = 64u;
const SCALE: f32 = 1.0;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> a: array<f32, SIZE>;
@group(0) @binding(1) var<storage, read> b: array<f32, SIZE>;
@group(0) @binding(2) var<storage, read_write> out: array<f32, SIZE>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SIZE) {
    return;
  }
  let value = (a[i] + b[i]) * SCALE;
  if (ACCUMULATES) {
    out[i] += value;
  } else {
    out[i] = value;
  }
}
