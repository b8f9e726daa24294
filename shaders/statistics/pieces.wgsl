// What the numbers of each piece of a tensor are like: the first stage of statistics. For piece p, partial[p] has
//   0 finite numbers   1 their mean   2 the sum of their squared distances from it   3 the smallest   4 the largest
//   5 zeros   6 numbers no farther than NEAR from zero, zeros too   7 numbers that are not finite
// 3 and 4 are +-3.4e38, and 1 and 2 are 0, where no number is finite.
//
// x, other [SIZE]: with DIFFERENCE it is x - other that is looked at; else other is not read. partial [PIECES, 8]
// pieces [PIECES, 2]: first number and length, read with TABLE; without, piece p has the LENGTH numbers from p LENGTH on, as far as there are.
//
// One workgroup a piece: each thread takes every WORKGROUP-th number, thread 0 adds what they found, in order. Sums are of distances
// from the piece's first number, so that what is all the same has no deviation at all.

const SIZE: u32 = 64u;
const PIECES: u32 = 1u;
const LENGTH: u32 = 4096u;
const TABLE: bool = false;
const DIFFERENCE: bool = false;
const NEAR: f32 = 0.01;
const WORKGROUP: u32 = 64u;
const LARGEST: f32 = 3.4e38;

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> other: array<f32>;
@group(0) @binding(2) var<storage, read> pieces: array<u32>;
@group(0) @binding(3) var<storage, read_write> partial: array<f32>;

// Sum of distances, sum of their squares, smallest, largest; then counts: finite, zeros, nearly zeros, not finite.
var<workgroup> sizes: array<vec4f, WORKGROUP>;
var<workgroup> counts: array<vec4f, WORKGROUP>;

fn number(i: u32) -> f32 {
  if (DIFFERENCE) {
    return x[i] - other[i];
  }
  return x[i];
}

// By its bits: compilers take it that no number is infinite or not a number.
fn is_finite(value: f32) -> bool {
  return (bitcast<u32>(value) & 0x7f800000u) != 0x7f800000u;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let piece = group.x + group.y * groups.x;
  // All threads of a workgroup see the same piece; one that is not there has no numbers.
  var begin = 0u;
  var end = 0u;
  if (piece < PIECES) {
    begin = piece * LENGTH;
    end = min(SIZE, begin + LENGTH);
    if (TABLE) {
      begin = pieces[2u * piece];
      end = begin + pieces[2u * piece + 1u];
    }
  }
  var origin = 0.0;
  if (begin < end) {
    let first = number(begin);
    origin = select(0.0, first, is_finite(first));
  }
  var size = vec4f(0.0, 0.0, LARGEST, -LARGEST);
  var count = vec4f(0.0);
  for (var i = begin + thread; i < end; i += WORKGROUP) {
    let value = number(i);
    if (is_finite(value)) {
      let distance = value - origin;
      size = vec4f(size.x + distance, size.y + distance * distance, min(size.z, value), max(size.w, value));
      count += vec4f(1.0, select(0.0, 1.0, value == 0.0), select(0.0, 1.0, abs(value) <= NEAR), 0.0);
    } else {
      count.w += 1.0;
    }
  }
  sizes[thread] = size;
  counts[thread] = count;
  workgroupBarrier();
  if (thread == 0u && piece < PIECES) {
    var whole = vec4f(0.0, 0.0, LARGEST, -LARGEST);
    var all = vec4f(0.0);
    for (var i = 0u; i < WORKGROUP; i += 1u) {
      let one = sizes[i];
      whole = vec4f(whole.x + one.x, whole.y + one.y, min(whole.z, one.z), max(whole.w, one.w));
      all += counts[i];
    }
    let mean = whole.x / max(1.0, all.x);
    let to = 8u * piece;
    partial[to] = all.x;
    partial[to + 1u] = select(0.0, origin + mean, all.x > 0.0);
    partial[to + 2u] = max(0.0, whole.y - whole.x * mean);
    partial[to + 3u] = whole.z;
    partial[to + 4u] = whole.w;
    partial[to + 5u] = all.y;
    partial[to + 6u] = all.z;
    partial[to + 7u] = all.w;
  }
}
