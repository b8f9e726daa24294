// The second stage of statistics: what the numbers of each range of a tensor are like, from its pieces. For range r, out[r] is as
// partial[p] of pieces.wgsl, but for
//   2 the variance: the mean of the squared distances from the mean
//
// partial [PIECES, 8]; out [RANGES, 8]; ranges [RANGES, 2]: first piece and number of pieces, read with TABLE; without, there is one
// range, and it has all pieces.
//
// One thread a range. Means are put together in pairs and in order: Chan, Golub and LeVeque, "Updating formulae and a pairwise
// algorithm for computing sample variances" (1979), equation 2.1.

const PIECES: u32 = 1u;
const RANGES: u32 = 1u;
const TABLE: bool = false;
const WORKGROUP: u32 = 64u;
const LARGEST: f32 = 3.4e38;

@group(0) @binding(0) var<storage, read> partial: array<f32>;
@group(0) @binding(1) var<storage, read> ranges: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let range = id.x + id.y * groups.x * WORKGROUP;
  if (range >= RANGES) {
    return;
  }
  var begin = 0u;
  var end = PIECES;
  if (TABLE) {
    begin = ranges[2u * range];
    end = begin + ranges[2u * range + 1u];
  }
  var count = 0.0;
  var mean = 0.0;
  var squares = 0.0;
  var smallest = LARGEST;
  var largest = -LARGEST;
  var others = vec3f(0.0);
  for (var piece = begin; piece < end; piece += 1u) {
    let place = 8u * piece;
    let more = partial[place];
    let away = partial[place + 1u] - mean;
    let share = more / max(1.0, count + more);
    squares += partial[place + 2u] + away * away * count * share;
    mean += away * share;
    count += more;
    smallest = min(smallest, partial[place + 3u]);
    largest = max(largest, partial[place + 4u]);
    others += vec3f(partial[place + 5u], partial[place + 6u], partial[place + 7u]);
  }
  let to = 8u * range;
  out[to] = count;
  out[to + 1u] = mean;
  out[to + 2u] = squares / max(1.0, count);
  out[to + 3u] = smallest;
  out[to + 4u] = largest;
  out[to + 5u] = others.x;
  out[to + 6u] = others.y;
  out[to + 7u] = others.z;
}
