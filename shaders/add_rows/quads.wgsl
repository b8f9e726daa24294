// As forward.wgsl, four channels a thread: out[n, p, c] = x[n, p, c] + e[n, c] where 4 divides the channels; add/quads.wgsl
// tells why.
//
// x, out: [SAMPLES, PIXELS, 4 QUADS], e: [SAMPLES, 4 QUADS]. One thread a vec4.
// Saved for the backward pass: nothing (d_x = d_out; d_e is a sum over pixels, by shaders/reduce).

const SAMPLES: u32 = 1u;
const PIXELS: u32 = 16u;
const QUADS: u32 = 1u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x: array<vec4f, SAMPLES * PIXELS * QUADS>;
@group(0) @binding(1) var<storage, read> e: array<vec4f, SAMPLES * QUADS>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4f, SAMPLES * PIXELS * QUADS>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SAMPLES * PIXELS * QUADS) {
    return;
  }
  let value = x[i] + e[i / (PIXELS * QUADS) * QUADS + i % QUADS];
  if (ACCUMULATES) {
    out[i] += value;
  } else {
    out[i] = value;
  }
}
