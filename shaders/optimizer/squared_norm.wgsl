// First half of the global gradient norm: partial[g] = sum of d_value[i]^2 over the elements of workgroup g.
//
// d_value [COUNT vec4s]; partial [PARTS]
//
// Thread i of the grid takes every (PARTS * WORKGROUP)-th vec4; each workgroup then adds its threads in order.
// adamw.wgsl adds the parts, or reduce/parts.wgsl where they are many.

const COUNT: u32 = 64u;
const PARTS: u32 = 1u;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> d_value: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> partial: array<f32>;

var<workgroup> sums: array<f32, WORKGROUP>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  var sum = 0.0;
  for (var i = group.x * WORKGROUP + thread; i < COUNT; i += PARTS * WORKGROUP) {
    let d = d_value[i];
    sum += dot(d, d);
  }
  sums[thread] = sum;
  workgroupBarrier();
  if (thread == 0u) {
    var total = 0.0;
    for (var i = 0u; i < WORKGROUP; i += 1u) {
      total += sums[i];
    }
    partial[group.x] = total;
  }
}
