// Second part of Muon for one matrix: x /= sqrt(sum of partial) + 1e-7, so that no singular value is above 1.
//
// x [COUNT], in place; partial [PARTS], sums of x^2 from muon_momentum.wgsl
//
// One thread one number.

const COUNT: u32 = 64u;
const PARTS: u32 = 1u;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read_write> x: array<f32>;
@group(0) @binding(1) var<storage, read> partial: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  var squared = 0.0;
  for (var part = 0u; part < PARTS; part += 1u) {
    squared += partial[part];
  }
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i < COUNT) {
    x[i] /= sqrt(squared) + 1e-7;
  }
}
