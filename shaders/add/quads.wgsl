// As forward.wgsl, four elements a thread: out = a + b where 4 divides the number of elements. A load of four costs little
// more than a load of one: on software adapters half the processor time.
//
// a, b, out: [4 QUADS] each. One thread a vec4; a thread line longer than one dimension holds is folded into two.
// Saved for the backward pass: nothing (d_a = d_b = d_out, no kernel).

const QUADS: u32 = 16u;
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
  let sum = a[i] + b[i];
  if (ACCUMULATES) {
    out[i] += sum;
  } else {
    out[i] = sum;
  }
}
