// As forward.wgsl, four elements a thread: out = (a + b) SCALE where 4 divides the number of elements; add/quads.wgsl tells
// why.
//
// a, b, out: [4 QUADS] each. One thread a vec4. Saved for the backward pass: nothing.

const QUADS: u32 = 16u;
const SCALE: f32 = 1.0;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> a: array<vec4f, QUADS>;
@group(0) @binding(1) var<storage, read> b: array<vec4f, QUADS>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4f, QUADS>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= QUADS) {
    return;
  }
  let value = (a[i] + b[i]) * SCALE;
  if (ACCUMULATES) {
    out[i] += value;
  } else {
    out[i] = value;
  }
}
