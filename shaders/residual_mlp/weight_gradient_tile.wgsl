// Gradients of all weights and biases of the residual MLP, for GPUs: the long sum over rows is split into PARTS, so that
// there is work for many workgroups; add_parts.wgsl adds the parts in a fixed order.
//
//   part[p].W_l[i, j] = sum over rows of part p of layer_input_l[i] d_pre_l[j];      part[p].b_l[j] likewise of d_pre_l[j]
//
// layer_input [INPUTS + (DEPTH + 1) WIDTH, ROWS] and d_pre [(DEPTH + 1) WIDTH + 2, ROWS], unit-major
// parts       [PARTS, TOTAL]: arenas as in forward_tile.wgsl; the gaps between parameters are not written
//
// A workgroup of 64 threads makes a tile of 32 inputs i by 32 outputs j of one layer, each thread four by four.
// Workgroups are numbered layer by layer in x: input layer, hidden layers, output layer; by part in y.

const ROWS: u32 = 32u;
const INPUTS: u32 = 18u;
const WIDTH: u32 = 32u;
const DEPTH: u32 = 2u;
const IN_WEIGHT: u32 = 0u;
const IN_BIAS: u32 = 576u;
const HIDDEN_WEIGHT: u32 = 640u;
const HIDDEN_BIAS: u32 = 1024u;
const HIDDEN_STRIDE: u32 = 1088u;
const OUT_WEIGHT: u32 = 2816u;
const OUT_BIAS: u32 = 2880u;
// Floats in an arena.
const TOTAL: u32 = 2944u;
const PARTS: u32 = 1u;

const QUADS: u32 = ROWS / 4u;
// 32 rows at a time.
const CHUNK: u32 = 8u;
const CHUNKS: u32 = QUADS / CHUNK;
const COLUMN_TILES: u32 = (WIDTH + 31u) / 32u;
const IN_TILES: u32 = ((INPUTS + 31u) / 32u) * COLUMN_TILES;
const HIDDEN_TILES: u32 = COLUMN_TILES * COLUMN_TILES;

@group(0) @binding(0) var<storage, read> layer_input: array<vec4f>;
@group(0) @binding(1) var<storage, read> d_pre: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> parts: array<f32>;

var<workgroup> inputs: array<vec4f, 32u * CHUNK>;
var<workgroup> gradients: array<vec4f, 32u * CHUNK>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  // Which layer, and where its inputs, outputs and parameters begin.
  var tile = group.x;
  var units = INPUTS;
  var columns = WIDTH;
  var source = 0u;
  var gradient = 0u;
  var weight = IN_WEIGHT;
  var bias = IN_BIAS;
  if (tile >= IN_TILES) {
    let layer = min((tile - IN_TILES) / HIDDEN_TILES, DEPTH);
    tile -= IN_TILES + layer * HIDDEN_TILES;
    units = WIDTH;
    source = INPUTS + layer * WIDTH;
    gradient = (layer + 1u) * WIDTH;
    weight = HIDDEN_WEIGHT + layer * HIDDEN_STRIDE;
    bias = weight + HIDDEN_BIAS;
    if (layer == DEPTH) {
      columns = 2u;
      weight = OUT_WEIGHT;
      bias = OUT_BIAS;
    }
  }
  let column_tiles = (columns + 31u) / 32u;
  let first_column = (tile % column_tiles) * 32u;
  let first_unit = (tile / column_tiles) * 32u;
  let i = 4u * (thread / 8u);
  let j = 4u * (thread % 8u);
  var s0 = vec4f(0.0);
  var s1 = vec4f(0.0);
  var s2 = vec4f(0.0);
  var s3 = vec4f(0.0);
  var sum = vec4f(0.0);
  for (var chunk = group.y; chunk < CHUNKS; chunk += PARTS) {
    for (var item = thread; item < 32u * CHUNK; item += 64u) {
      // Beyond the edge the last unit or column is read again, and not written.
      let unit = min(first_unit + item / CHUNK, units - 1u);
      let column = min(first_column + item / CHUNK, columns - 1u);
      let quad = chunk * CHUNK + item % CHUNK;
      inputs[item] = layer_input[(source + unit) * QUADS + quad];
      gradients[item] = d_pre[(gradient + column) * QUADS + quad];
    }
    workgroupBarrier();
    for (var quad = 0u; quad < CHUNK; quad += 1u) {
      let a = transpose(mat4x4f(
        inputs[i * CHUNK + quad], inputs[(i + 1u) * CHUNK + quad], inputs[(i + 2u) * CHUNK + quad], inputs[(i + 3u) * CHUNK + quad],
      ));
      let g0 = gradients[j * CHUNK + quad];
      let g1 = gradients[(j + 1u) * CHUNK + quad];
      let g2 = gradients[(j + 2u) * CHUNK + quad];
      let g3 = gradients[(j + 3u) * CHUNK + quad];
      s0 += a * g0;
      s1 += a * g1;
      s2 += a * g2;
      s3 += a * g3;
      sum += vec4f(dot(g0, vec4f(1.0)), dot(g1, vec4f(1.0)), dot(g2, vec4f(1.0)), dot(g3, vec4f(1.0)));
    }
    workgroupBarrier();
  }
  let part = group.y * TOTAL;
  let sums = transpose(mat4x4f(s0, s1, s2, s3));
  for (var n = 0u; n < 4u; n += 1u) {
    if (first_column + j + n < columns) {
      for (var m = 0u; m < 4u; m += 1u) {
        if (first_unit + i + m < units) {
          parts[part + weight + (first_unit + i + m) * columns + first_column + j + n] = sums[m][n];
        }
      }
      if (first_unit + i == 0u) {
        parts[part + bias + first_column + j + n] = sum[n];
      }
    }
  }
}
