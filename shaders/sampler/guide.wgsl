// Classifier-free guidance: out = unconditional + scale (conditional - unconditional).
//
// conditional, unconditional, out [COUNT]; scale [1]: 0 unconditional, 1 conditional, more goes beyond it
//
// One thread an element. Source: Ho and Salimans, "Classifier-free diffusion guidance" (2022), equation 6, with scale = 1 + w.

const COUNT: u32 = 64u;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> conditional: array<f32>;
@group(0) @binding(1) var<storage, read> unconditional: array<f32>;
@group(0) @binding(2) var<storage, read> scale: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i < COUNT) {
    out[i] = unconditional[i] + scale[0] * (conditional[i] - unconditional[i]);
  }
}
