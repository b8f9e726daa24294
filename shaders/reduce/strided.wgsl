// partial[p] = x[p] + x[p + PARTS] + x[p + 2 PARTS] + ...: the first stage of a sum over all elements.
//
// x: [SIZE], partial: [PARTS]. Thread p makes partial[p]; at each turn neighbours read neighbouring elements.
// Second stage: total.wgsl. Saved for the backward pass: nothing.

const SIZE: u32 = 64u;
const PARTS: u32 = 64u;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x: array<f32, SIZE>;
@group(0) @binding(1) var<storage, read_write> partial: array<f32, PARTS>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let p = id.x;
  if (p >= PARTS) {
    return;
  }
  var sum = 0.0;
  for (var i = p; i < SIZE; i += PARTS) {
    sum += x[i];
  }
  partial[p] = sum;
}
