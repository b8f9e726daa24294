// The network's output turned into an estimate of the clean data, each row at its own timestep:
//   x0 = state(t_b) x_t + output(t_b) prediction
// and, where LIMIT is not 0, clipped to [-LIMIT, LIMIT].
//
// x_t, prediction, x0 [BATCH, DIMENSIONS]; timesteps [BATCH]; table [T] pairs (state, output)
//
// One thread an element. Source of the two factors: src/diffusion/predictions.ts.

const BATCH: u32 = 32u;
const DIMENSIONS: u32 = 256u;
const LIMIT: f32 = 0.0;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x_t: array<f32>;
@group(0) @binding(1) var<storage, read> prediction: array<f32>;
@group(0) @binding(2) var<storage, read> timesteps: array<u32>;
@group(0) @binding(3) var<storage, read> table: array<vec2f>;
@group(0) @binding(4) var<storage, read_write> x0: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i >= BATCH * DIMENSIONS) {
    return;
  }
  let factors = table[timesteps[i / DIMENSIONS]];
  let estimate = factors.x * x_t[i] + factors.y * prediction[i];
  if (LIMIT > 0.0) {
    x0[i] = clamp(estimate, -LIMIT, LIMIT);
  } else {
    x0[i] = estimate;
  }
}
