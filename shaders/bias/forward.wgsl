// out[r, c] = x[r, c] + bias[c]: a vector added along the last axis.
//
// x, out: [SIZE / COLUMNS, COLUMNS], bias: [COLUMNS]. One thread an element.
// Saved for the backward pass: nothing (d_x = d_out, d_bias = sum of d_out over the rows, shaders/reduce/rows.wgsl).

const SIZE: u32 = 64u;
const COLUMNS: u32 = 8u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x: array<f32, SIZE>;
@group(0) @binding(1) var<storage, read> bias: array<f32, COLUMNS>;
@group(0) @binding(2) var<storage, read_write> out: array<f32, SIZE>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SIZE) {
    return;
  }
  let sum = x[i] + bias[i % COLUMNS];
  if (ACCUMULATES) {
    out[i] += sum;
  } else {
    out[i] = sum;
  }
}
