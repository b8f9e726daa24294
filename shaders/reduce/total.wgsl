// out[0] = SCALE * sum of x: the last stage of a sum over all elements, in one workgroup.
//
// x: [SIZE], out: [1]. Thread p adds x[p], x[p + WORKGROUP], ...; then the threads' sums are added pairwise, each turn
// the upper half to the lower half: a fixed order, so the same bits each time.
// Saved for the backward pass: nothing. Source: Harris, "Optimizing parallel reduction in CUDA" (2007).

const SIZE: u32 = 64u;
const SCALE: f32 = 1.0;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;      // a power of 2

@group(0) @binding(0) var<storage, read> x: array<f32, SIZE>;
@group(0) @binding(1) var<storage, read_write> out: array<f32, 1>;

var<workgroup> sums: array<f32, WORKGROUP>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) lane: u32) {
  var sum = 0.0;
  for (var i = lane; i < SIZE; i += WORKGROUP) {
    sum += x[i];
  }
  sums[lane] = sum;
  for (var half = WORKGROUP / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      sums[lane] += sums[lane + half];
    }
  }
  if (lane == 0u) {
    if (ACCUMULATES) {
      out[0] += SCALE * sums[0];
    } else {
      out[0] = SCALE * sums[0];
    }
  }
}
