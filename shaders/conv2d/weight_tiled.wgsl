// The sums of weight_plain.wgsl as matrix products: for each tap, partial [IN_C, OUT_C] = (x at the tap) [IN_C, pixels] times
// d_out [pixels, OUT_C]. Tiles of TILE x TILE in workgroup memory, 4 x 4 of them in the registers of each thread. For
// real GPUs.
//
// x: [N, IN_H, IN_W, IN_C], d_out: [N, OUT_H, OUT_W, OUT_C], partial: [PARTS, KERNEL, KERNEL, IN_C, OUT_C]: as in
// weight_plain.wgsl, but IN_C and OUT_C are multiples of 4, and everything is read and written in vec4s.
// Workgroup (x, y, p) makes output channels TILE x .. of input channels TILE (y % TILES) .. of tap y / TILES; thread (x, y)
// of it output channels 4x .. 4x + 3 of input channels 4y .. 4y + 3. Part p begins at pixel p * PART_PIXELS.
// shaders/reduce/parts.wgsl adds the PARTS results in fixed order; where PARTS is 1, partial is the gradient itself.
// Saved for the backward pass: nothing. Source: as tiled.wgsl.

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
const PARTS: u32 = 1u;
const PART_PIXELS: u32 = 128u; // a multiple of DEPTH where PARTS > 1
const ACCUMULATES: bool = false; // partial += instead of partial =, where PARTS is 1

const TILE: u32 = 64u;        // 32 or 64
const SIDE: u32 = TILE / 4u;  // threads along each side of the tile
const DEPTH: u32 = TILE / 4u; // with this depth each thread loads one vec4 of each operand
const THREADS: u32 = SIDE * SIDE;

const IN_C4: u32 = IN_C / 4u;
const OUT_C4: u32 = OUT_C / 4u;
const TILES: u32 = (IN_C + TILE - 1u) / TILE;
const PIXELS: u32 = N * OUT_H * OUT_W;

@group(0) @binding(0) var<storage, read> x: array<vec4f, N * IN_H * IN_W * IN_C4>;
@group(0) @binding(1) var<storage, read> d_out: array<vec4f, PIXELS * OUT_C4>;
@group(0) @binding(2) var<storage, read_write> partial: array<vec4f, PARTS * KERNEL * KERNEL * IN_C * OUT_C4>;

// Rows of one pixel's channels.
var<workgroup> tile_x: array<vec4f, THREADS>;
var<workgroup> tile_d_out: array<vec4f, THREADS>;

fn store(part: u32, tap: u32, channel: u32, o4: u32, sum: vec4f) {
  if (channel >= IN_C || o4 >= OUT_C4) {
    return;
  }
  let place = ((part * KERNEL * KERNEL + tap) * IN_C + channel) * OUT_C4 + o4;
  if (ACCUMULATES) {
    partial[place] += sum;
  } else {
    partial[place] = sum;
  }
}

@compute @workgroup_size(SIDE, SIDE)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) thread: vec3u, @builtin(local_invocation_index) lane: u32) {
  let tap = group.y / TILES;
  let first_c4 = group.y % TILES * SIDE;
  let first_o4 = group.x * SIDE;
  let c4 = first_c4 + lane % SIDE;
  let o4 = first_o4 + lane % SIDE;
  let end = min((group.z + 1u) * PART_PIXELS, PIXELS);

  var sum0 = vec4f();
  var sum1 = vec4f();
  var sum2 = vec4f();
  var sum3 = vec4f();
  for (var start = group.z * PART_PIXELS; start < end; start += DEPTH) {
    let pixel = start + lane / SIDE;
    // Before the first row or column the difference wraps round to a huge number: one test serves both edges.
    let row = pixel / OUT_W % OUT_H * STRIDE + tap / KERNEL - PAD;
    let column = pixel % OUT_W * STRIDE + tap % KERNEL - PAD;
    var loaded = vec4f();
    if (pixel < end && row < IN_H && column < IN_W && (IN_C % TILE == 0u || c4 < IN_C4)) {
      loaded = x[((pixel / (OUT_W * OUT_H) * IN_H + row) * IN_W + column) * IN_C4 + c4];
    }
    tile_x[lane] = loaded;
    loaded = vec4f();
    if (pixel < end && (OUT_C % TILE == 0u || o4 < OUT_C4)) {
      loaded = d_out[pixel * OUT_C4 + o4];
    }
    tile_d_out[lane] = loaded;
    workgroupBarrier();
    for (var k = 0u; k < DEPTH; k++) {
      let values = tile_x[k * SIDE + thread.y];
      let gradient = tile_d_out[k * SIDE + thread.x];
      sum0 += values.x * gradient;
      sum1 += values.y * gradient;
      sum2 += values.z * gradient;
      sum3 += values.w * gradient;
    }
    workgroupBarrier();
  }
  let channel = 4u * (first_c4 + thread.y);
  store(group.z, tap, channel, first_o4 + thread.x, sum0);
  store(group.z, tap, channel + 1u, first_o4 + thread.x, sum1);
  store(group.z, tap, channel + 2u, first_o4 + thread.x, sum2);
  store(group.z, tap, channel + 3u, first_o4 + thread.x, sum3);
}
