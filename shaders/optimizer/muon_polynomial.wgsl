// The polynomial of a Newton-Schulz step: square = SCALE (3.4445 I - 4.7750 gram + 2.0315 square), with gram = X^T X or X X^T
// and square its square. X times this pushes all singular values of X towards 1, to between about 0.7 and 1.2 in five steps.
//
// gram [SIZE, SIZE]; square [SIZE, SIZE], in place
//
// One thread one element. Source: Jordan et al., "Muon: an optimizer for hidden layers in neural networks" (2024), whose
// coefficients these are.

const SIZE: u32 = 8u;
const SCALE: f32 = 1.0;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> gram: array<f32>;
@group(0) @binding(1) var<storage, read_write> square: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * WORKGROUP;
  if (i < SIZE * SIZE) {
    let one = select(0.0, 3.4445, i / SIZE == i % SIZE);
    square[i] = SCALE * (one - 4.775 * gram[i] + 2.0315 * square[i]);
  }
}
