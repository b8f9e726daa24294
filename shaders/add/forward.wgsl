// out = a + b, element by element.
//
// a, b, out: [SIZE] each. One thread an element; a thread line longer than one dimension holds is folded into two.
// Saved for the backward pass: nothing (d_a = d_b = d_out, no kernel).

const SIZE: u32 = 64u;
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
  let sum = a[i] + b[i];
  if (ACCUMULATES) {
    out[i] += sum;
  } else {
    out[i] = sum;
  }
}
