// Dynamic thresholding of predicted clean data, sample by sample:
//   s   = max(LIMIT, q),   q the quantile of |x| over the sample's elements
//   out = clamp(x, -s, s) LIMIT / s
// The quantile lies between the elements of ranks LOWER and LOWER + 1 (counted from 0, in order of size), FRACTION of the way.
//
// x, out [samples, DIMENSIONS]
//
// One workgroup a sample. The element of rank LOWER is found exactly, by halving the range of float32 numbers: their bits are
// in the order of their sizes, so 32 counts of the elements below a number settle all bits. Counts are whole numbers: no order
// of adding them matters. Source: Saharia et al., "Photorealistic text-to-image diffusion models with deep language
// understanding" (2022), section 2.3, where LIMIT is 1.

const DIMENSIONS: u32 = 256u;
const LOWER: u32 = 253u;
const FRACTION: f32 = 0.725;
const LIMIT: f32 = 1.0;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;

// Workgroup memory begins as zeros.
var<workgroup> counts: array<atomic<u32>, 32>;
var<workgroup> up_to: atomic<u32>;
var<workgroup> above: atomic<u32>;

fn size_bits(index: u32) -> u32 {
  return bitcast<u32>(abs(x[index]));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  let first = group.x * DIMENSIONS;
  // The largest number that at most LOWER elements lie below, made bit by bit.
  var lower = 0u;
  for (var i = 0u; i < 32u; i += 1u) {
    let tried = lower | (0x80000000u >> i);
    var below = 0u;
    for (var d = thread; d < DIMENSIONS; d += WORKGROUP) {
      below += select(0u, 1u, size_bits(first + d) < tried);
    }
    atomicAdd(&counts[i], below);
    workgroupBarrier();
    if (atomicLoad(&counts[i]) <= LOWER) {
      lower = tried;
    }
  }
  // The next in order is the same number again, or the smallest above it.
  var same = 0u;
  var next = 0u;
  for (var d = thread; d < DIMENSIONS; d += WORKGROUP) {
    let bits = size_bits(first + d);
    same += select(0u, 1u, bits <= lower);
    next = max(next, select(0u, ~bits, bits > lower));
  }
  atomicAdd(&up_to, same);
  atomicMax(&above, next);
  workgroupBarrier();
  let upper = select(~atomicLoad(&above), lower, atomicLoad(&up_to) > LOWER + 1u || LOWER + 1u >= DIMENSIONS);
  let low = bitcast<f32>(lower);
  let threshold = max(LIMIT, low + FRACTION * (bitcast<f32>(upper) - low));
  let scale = LIMIT / threshold;
  for (var d = thread; d < DIMENSIONS; d += WORKGROUP) {
    out[first + d] = clamp(x[first + d], -threshold, threshold) * scale;
  }
}
