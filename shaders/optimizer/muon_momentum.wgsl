// First part of Muon for one matrix: its momentum, and the direction that is then made orthogonal.
//   g       = d_value * min(1, CLIP_NORM / sqrt(norm))
//   moment1 = MOMENTUM moment1 + (1 - MOMENTUM) g
//   x       = moment1, or with NESTEROV (1 - MOMENTUM) g + MOMENTUM moment1
//   moment2 = -1: for muon.wgsl, the mark of a number that lies in a matrix
//   partial[p] = sum of x^2 over the numbers of workgroup p
// With SKIP_BAD_STEPS a gradient whose squared norm is infinite or not a number leaves moment1 and moment2 as they are.
//
// d_value, moment1, moment2, x [COUNT]: the matrix's parts of the arenas, and scratch; norm [1], the squared norm of the
// whole gradient; partial [PARTS]
//
// Thread i of the grid takes every (PARTS * WORKGROUP)-th number; each workgroup then adds its threads in order.
// Source: Jordan et al., "Muon: an optimizer for hidden layers in neural networks" (2024), and their muon.py.

const COUNT: u32 = 64u;
const PARTS: u32 = 1u;
const WORKGROUP: u32 = 64u;
const MOMENTUM: f32 = 0.95;
// 1 - momentum, from the exact numbers.
const FRESH: f32 = 0.05;
const NESTEROV: bool = true;
// 0: no clipping.
const CLIP_NORM: f32 = 1.0;
const SKIP_BAD_STEPS: bool = false;

@group(0) @binding(0) var<storage, read> d_value: array<f32>;
@group(0) @binding(1) var<storage, read_write> moment1: array<f32>;
@group(0) @binding(2) var<storage, read_write> moment2: array<f32>;
@group(0) @binding(3) var<storage, read_write> x: array<f32>;
@group(0) @binding(4) var<storage, read_write> partial: array<f32>;
@group(0) @binding(5) var<storage, read> norm: array<f32>;

var<workgroup> sums: array<f32, WORKGROUP>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  var clip = 1.0;
  let squared = norm[0];
  // By its bits: compilers take it that no number is infinite or not a number.
  let skipped = SKIP_BAD_STEPS && (bitcast<u32>(squared) & 0x7f800000u) == 0x7f800000u;
  if (CLIP_NORM > 0.0) {
    clip = min(1.0, CLIP_NORM / (sqrt(squared) + 1e-6));
  }
  var sum = 0.0;
  for (var i = group.x * WORKGROUP + thread; i < COUNT; i += PARTS * WORKGROUP) {
    let g = clip * d_value[i];
    let momentum = MOMENTUM * moment1[i] + FRESH * g;
    var direction = momentum;
    if (NESTEROV) {
      direction = FRESH * g + MOMENTUM * momentum;
    }
    if (!skipped) {
      moment1[i] = momentum;
      moment2[i] = -1.0;
    }
    x[i] = direction;
    sum += direction * direction;
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
