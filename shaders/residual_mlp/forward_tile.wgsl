// The whole residual MLP in one dispatch, for GPUs: a workgroup carries 16 rows through all layers in workgroup memory.
//
//   features = [x, sin(2 pi f.x), cos(2 pi f.x), table[t]]                               INPUTS units
//   pre_0 = features W_in + b_in;              h_0 = silu(pre_0)
//   pre_l = h_(l-1) W_l + b_l;                 h_l = h_(l-1) + silu(pre_l)               l = 1 .. DEPTH
//   prediction = h_DEPTH W_out + b_out
//
// x_t         [BATCH, 2]           timesteps [BATCH]     frequencies [FREQUENCIES] (pairs)    table [T, EMBEDDING]
// parameters  the arena; weights are [in, out], row-major, at the offsets below (in floats, multiples of 4)
// layer_input [INPUTS + (DEPTH + 1) WIDTH, ROWS]: features, h_0, .., h_DEPTH; unit-major, so that rows lie side by side
// pre         [(DEPTH + 1) WIDTH, ROWS]
// prediction  [BATCH, 2]
//
// ROWS is BATCH rounded up to 32. A workgroup has WIDTH threads; each makes four rows (one vec4) of four columns.
// Saved for the backward pass: layer_input and pre. The idea of keeping a narrow network's activations on chip:
// Mueller et al., "Real-time neural radiance caching for path tracing" (2021), section 5.

const BATCH: u32 = 32u;
const ROWS: u32 = 32u;
const FREQUENCIES: u32 = 4u;
const EMBEDDING: u32 = 8u;
const WIDTH: u32 = 32u;
const DEPTH: u32 = 2u;
const IN_WEIGHT: u32 = 0u;
const IN_BIAS: u32 = 576u;
const HIDDEN_WEIGHT: u32 = 640u;
// From a hidden layer's weight to its bias, and to the next layer's weight.
const HIDDEN_BIAS: u32 = 1024u;
const HIDDEN_STRIDE: u32 = 1088u;
const OUT_WEIGHT: u32 = 2816u;
const OUT_BIAS: u32 = 2880u;

const INPUTS: u32 = 2u + 2u * FREQUENCIES + EMBEDDING;
const QUADS: u32 = ROWS / 4u;
// Rows of a workgroup, in quads.
const TILE: u32 = 4u;
const COLUMN_QUADS: u32 = WIDTH / 4u;
const TAU: f32 = 6.283185307179586;

@group(0) @binding(0) var<storage, read> x_t: array<f32>;
@group(0) @binding(1) var<storage, read> timesteps: array<u32>;
@group(0) @binding(2) var<storage, read> frequencies: array<vec2f>;
@group(0) @binding(3) var<storage, read> table: array<f32>;
@group(0) @binding(4) var<storage, read> parameters: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> layer_input: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> pre: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> prediction: array<f32>;

// Units by quads of rows: the input of the layer under way.
var<workgroup> tile: array<vec4f, max(INPUTS, WIDTH) * TILE>;

fn silu(u: vec4f) -> vec4f {
  return u / (1.0 + exp(min(-u, vec4f(80.0))));
}

fn point(row: u32) -> vec2f {
  let safe = min(row, BATCH - 1u);
  return vec2f(x_t[2u * safe], x_t[2u * safe + 1u]);
}

fn feature(unit: u32, row: u32) -> f32 {
  let p = point(row);
  if (unit < 2u) {
    return select(p.x, p.y, unit == 1u);
  }
  if (unit < 2u + FREQUENCIES) {
    return sin(TAU * dot(p, frequencies[unit - 2u]));
  }
  if (unit < 2u + 2u * FREQUENCIES) {
    return cos(TAU * dot(p, frequencies[unit - 2u - FREQUENCIES]));
  }
  return table[EMBEDDING * timesteps[min(row, BATCH - 1u)] + unit - 2u - 2u * FREQUENCIES];
}

// One unit of four rows, stored for the backward pass and for the next layer.
fn finish(unit: u32, layer: u32, place: u32, quad: u32, u: vec4f) {
  pre[(layer * WIDTH + unit) * QUADS + quad] = u;
  var h = silu(u);
  if (layer > 0u) {
    h += tile[unit * TILE + place];
  }
  tile[unit * TILE + place] = h;
  layer_input[(INPUTS + layer * WIDTH + unit) * QUADS + quad] = h;
}

fn dense(layer: u32, units: u32, weight: u32, bias: u32, column: u32, place: u32, quad: u32) {
  let b = parameters[bias / 4u + column];
  var s0 = vec4f(b.x);
  var s1 = vec4f(b.y);
  var s2 = vec4f(b.z);
  var s3 = vec4f(b.w);
  for (var k = 0u; k < units; k += 1u) {
    let h = tile[k * TILE + place];
    let w = parameters[weight / 4u + k * COLUMN_QUADS + column];
    s0 += h * w.x;
    s1 += h * w.y;
    s2 += h * w.z;
    s3 += h * w.w;
  }
  // All have read the layer's input before its place is used for the output.
  workgroupBarrier();
  finish(4u * column, layer, place, quad, s0);
  finish(4u * column + 1u, layer, place, quad, s1);
  finish(4u * column + 2u, layer, place, quad, s2);
  finish(4u * column + 3u, layer, place, quad, s3);
  workgroupBarrier();
}

@compute @workgroup_size(WIDTH)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let first = group.x * TILE;
  for (var item = thread; item < INPUTS * TILE; item += WIDTH) {
    let unit = item / TILE;
    let row = 4u * (first + item % TILE);
    let value = vec4f(feature(unit, row), feature(unit, row + 1u), feature(unit, row + 2u), feature(unit, row + 3u));
    tile[item] = value;
    layer_input[unit * QUADS + first + item % TILE] = value;
  }
  workgroupBarrier();
  let column = thread % COLUMN_QUADS;
  let place = thread / COLUMN_QUADS;
  dense(0u, INPUTS, IN_WEIGHT, IN_BIAS, column, place, first + place);
  for (var layer = 1u; layer <= DEPTH; layer += 1u) {
    let weight = HIDDEN_WEIGHT + (layer - 1u) * HIDDEN_STRIDE;
    dense(layer, WIDTH, weight, weight + HIDDEN_BIAS, column, place, first + place);
  }
  // 16 rows of two outputs: the first TILE threads take four rows each.
  if (thread < TILE) {
    let bias = parameters[OUT_BIAS / 4u];
    var x = vec4f(bias.x);
    var y = vec4f(bias.y);
    for (var k = 0u; k < WIDTH; k += 2u) {
      let w = parameters[(OUT_WEIGHT + 2u * k) / 4u];
      let even = tile[k * TILE + thread];
      let odd = tile[(k + 1u) * TILE + thread];
      x += even * w.x + odd * w.z;
      y += even * w.y + odd * w.w;
    }
    for (var i = 0u; i < 4u; i += 1u) {
      let row = 4u * (first + thread) + i;
      if (row < BATCH) {
        prediction[2u * row] = x[i];
        prediction[2u * row + 1u] = y[i];
      }
    }
  }
}
