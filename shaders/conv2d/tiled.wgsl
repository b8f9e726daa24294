// The sums of plain.wgsl as an implicit matrix product: out [pixels, OUT_C] = sum over taps of x at the tap [pixels, IN_C]
// times weight of the tap [IN_C, OUT_C]. Tiles of TILE x TILE in workgroup memory, 4 x 4 of them in the registers of each
// thread. For real GPUs.
//
// x: [N, IN_H, IN_W, IN_C], out: [N, OUT_H, OUT_W, OUT_C], weight: [KERNEL, KERNEL, IN_C, OUT_C], TRANSPOSED
// [KERNEL, KERNEL, OUT_C, IN_C]: as in plain.wgsl, but IN_C and OUT_C are multiples of 4, and everything is read and
// written in vec4s. bias: [OUT_C], read only where BIAS is true (else any buffer may be bound).
// TRANSPOSED takes the pixels in STRIDE^2 phases, of equal residue: all pixels of a phase have the same taps, so none of
// the work is on zeros between pixels.
//
// Taps are the outer loop: where a thread reads is found once a tap, and the inner loop only counts channels.
// A long sum may be cut: part p takes taps p * PART_TAPS on, PART_TAPS of them, into out[p], and
// shaders/reduce/parts.wgsl adds the PARTS results in fixed order. Then out: [PARTS, N, OUT_H, OUT_W, OUT_C].
// Workgroup (x, y, z) makes channels TILE x .. and pixels TILE y .. of phase z / PARTS, part z % PARTS; thread (x, y) of it
// channels 4x .. 4x + 3 of pixels 4y .. 4y + 3. Every operand is held along k, as it lies in memory: 8 reads of a
// vec4 from workgroup memory for 64 multiplications.
// Saved for the backward pass: what plain.wgsl says. Source: Chetlur et al., "cuDNN: efficient primitives for deep
// learning" (2014), section 3.1; register tiles as in shaders/matmul/tiled.wgsl.

const N: u32 = 2u;
const IN_H: u32 = 8u;
const IN_W: u32 = 8u;
const IN_C: u32 = 16u;
const OUT_H: u32 = 8u;
const OUT_W: u32 = 8u;
const OUT_C: u32 = 16u;
const KERNEL: u32 = 3u;
const STRIDE: u32 = 1u;
const PAD: u32 = 1u; // above and to the left
const STEP: u32 = 1u; // between neighbouring pixels of a phase: STRIDE where TRANSPOSED, else 1
const TRANSPOSED: bool = false;
const BIAS: bool = false;
const ACCUMULATES: bool = false; // out += instead of out =
const PARTS: u32 = 1u;
const PART_TAPS: u32 = 9u;

const TILE: u32 = 64u;          // 32 or 64
const SIDE: u32 = TILE / 4u;    // threads along each side of the tile
const THREADS: u32 = SIDE * SIDE;
const DEPTH: u32 = TILE / 4u;   // with this depth each thread loads one vec4 of each operand
const DEPTH4: u32 = DEPTH / 4u;
const PITCH: u32 = DEPTH4 + 1u; // odd, so that the columns of a transposed tile lie in different banks

const IN_C4: u32 = IN_C / 4u;
const OUT_C4: u32 = OUT_C / 4u;

@group(0) @binding(0) var<storage, read> x: array<vec4f, N * IN_H * IN_W * IN_C4>;
@group(0) @binding(1) var<storage, read> weight: array<vec4f, KERNEL * KERNEL * IN_C * OUT_C4>;
@group(0) @binding(2) var<storage, read> bias: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4f, PARTS * N * OUT_H * OUT_W * OUT_C4>;

var<workgroup> tile_x: array<vec4f, TILE * DEPTH4>;
// DEPTH rows of TILE channels; TRANSPOSED, TILE columns of DEPTH channels, one every PITCH.
var<workgroup> tile_weight: array<vec4f, TILE * PITCH>;

struct Pixel {
  inside: bool,
  sample: u32,
  row: u32,
  column: u32,
}

fn pixel_of(index: u32, size: vec2u, phase: vec2u) -> Pixel {
  let inside = index < N * size.x * size.y;
  // A phase of a very small image may be empty.
  let row = index / max(size.x, 1u);
  return Pixel(inside, row / max(size.y, 1u), row % max(size.y, 1u) * STEP + phase.y, index % max(size.x, 1u) * STEP + phase.x);
}

// Where x is read for a pixel and a tap; -1 where that lies outside. TRANSPOSED, STRIDE divides for all taps of a phase.
fn read_start(pixel: Pixel, tap: vec2u) -> i32 {
  let place = vec2i(i32(pixel.column), i32(pixel.row));
  var origin = place * i32(STRIDE) + vec2i(tap) - i32(PAD);
  if (TRANSPOSED) {
    origin = (place + i32(PAD) - vec2i(tap)) / i32(STRIDE);
  }
  if (!pixel.inside || origin.x < 0 || origin.y < 0 || origin.x >= i32(IN_W) || origin.y >= i32(IN_H)) {
    return -1;
  }
  return i32(((pixel.sample * IN_H + u32(origin.y)) * IN_W + u32(origin.x)) * IN_C4);
}

fn store(index: u32, size: vec2u, phase: vec2u, c4: u32, part: u32, sum: vec4f) {
  let pixel = pixel_of(index, size, phase);
  if (!pixel.inside || c4 >= OUT_C4) {
    return;
  }
  var value = sum;
  if (BIAS && part == 0u) {
    value += bias[c4];
  }
  let place = (((part * N + pixel.sample) * OUT_H + pixel.row) * OUT_W + pixel.column) * OUT_C4 + c4;
  if (ACCUMULATES) {
    out[place] += value;
  } else {
    out[place] = value;
  }
}

@compute @workgroup_size(SIDE, SIDE)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) thread: vec3u, @builtin(local_invocation_index) lane: u32) {
  let part = group.z % PARTS;
  let phase = vec2u(group.z / PARTS % STEP, group.z / PARTS / STEP);
  let size = (vec2u(OUT_W, OUT_H) + STEP - 1u - phase) / STEP;
  let first_pixel = group.y * TILE;
  let first_c4 = group.x * SIDE;

  // The taps of this phase, counted through: the first along each axis, and how many.
  let first_tap = (phase + PAD) % STEP;
  let taps = (vec2u(KERNEL) + STEP - 1u - first_tap) / STEP;

  // What this thread loads.
  let x_k4 = lane % DEPTH4;
  let pixel = pixel_of(first_pixel + lane / DEPTH4, size, phase);
  let weight_k = lane / SIDE;
  let weight_c4 = first_c4 + lane % SIDE;
  let column = 4u * first_c4 + lane / DEPTH4;
  // Column 4x + c is kept c SIDE + x columns on, so that neighbouring threads read neighbouring columns.
  let column_slot = (lane / DEPTH4 % 4u * SIDE + lane / DEPTH4 / 4u) * PITCH + x_k4;

  var sum0 = vec4f();
  var sum1 = vec4f();
  var sum2 = vec4f();
  var sum3 = vec4f();
  for (var t = part * PART_TAPS; t < min((part + 1u) * PART_TAPS, taps.x * taps.y); t++) {
    let tap = first_tap + STEP * vec2u(t % taps.x, t / taps.x);
    let origin = read_start(pixel, tap);
    let tap_start = (tap.y * KERNEL + tap.x) * (IN_C4 * OUT_C4 * 4u);
    for (var start = 0u; start < IN_C4; start += DEPTH4) {
      var loaded = vec4f();
      if (origin >= 0 && (IN_C % DEPTH == 0u || start + x_k4 < IN_C4)) {
        loaded = x[u32(origin) + start + x_k4];
      }
      tile_x[lane] = loaded;
      loaded = vec4f();
      if (TRANSPOSED) {
        if ((OUT_C % TILE == 0u || column < OUT_C) && (IN_C % DEPTH == 0u || start + x_k4 < IN_C4)) {
          loaded = weight[tap_start + column * IN_C4 + start + x_k4];
        }
        tile_weight[column_slot] = loaded;
      } else {
        if ((OUT_C % TILE == 0u || weight_c4 < OUT_C4) && (IN_C % DEPTH == 0u || 4u * start + weight_k < IN_C)) {
          loaded = weight[tap_start + (4u * start + weight_k) * OUT_C4 + weight_c4];
        }
        tile_weight[lane] = loaded;
      }
      workgroupBarrier();
      for (var k4 = 0u; k4 < DEPTH4; k4++) {
        let x0 = tile_x[4u * thread.y * DEPTH4 + k4];
        let x1 = tile_x[(4u * thread.y + 1u) * DEPTH4 + k4];
        let x2 = tile_x[(4u * thread.y + 2u) * DEPTH4 + k4];
        let x3 = tile_x[(4u * thread.y + 3u) * DEPTH4 + k4];
        if (TRANSPOSED) {
          let slot = thread.x * PITCH + k4;
          let columns = mat4x4f(tile_weight[slot], tile_weight[slot + SIDE * PITCH], tile_weight[slot + 2u * SIDE * PITCH], tile_weight[slot + 3u * SIDE * PITCH]);
          sum0 += x0 * columns;
          sum1 += x1 * columns;
          sum2 += x2 * columns;
          sum3 += x3 * columns;
        } else {
          let slot = 4u * k4 * SIDE + thread.x;
          let rows = mat4x4f(tile_weight[slot], tile_weight[slot + SIDE], tile_weight[slot + 2u * SIDE], tile_weight[slot + 3u * SIDE]);
          sum0 += rows * x0;
          sum1 += rows * x1;
          sum2 += rows * x2;
          sum3 += rows * x3;
        }
      }
      workgroupBarrier();
    }
  }
  let index = first_pixel + 4u * thread.y;
  let c4 = first_c4 + thread.x;
  store(index, size, phase, c4, part, sum0);
  store(index + 1u, size, phase, c4, part, sum1);
  store(index + 2u, size, phase, c4, part, sum2);
  store(index + 3u, size, phase, c4, part, sum3);
}
