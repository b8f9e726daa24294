// Gradients of all weights and biases of the residual MLP in one dispatch, for devices as in forward_lanes.wgsl:
//
//   d_W_l[i, j] += sum over rows of layer_input_l[i] d_pre_l[j];      d_b_l[j] += sum over rows of d_pre_l[j]
//
// layer_input [INPUTS + (DEPTH + 1) WIDTH, ROWS] and d_pre [(DEPTH + 1) WIDTH + 2, ROWS], unit-major
// d_parameters: the gradient arena, offsets as in forward_rows.wgsl; sums are added to what is there
//
// A workgroup makes a tile of 4 LANES inputs i by 16 outputs j of one layer: each thread four inputs; the outputs are the
// same for all its threads, which share the reading of d_pre. `least`: see forward_rows.wgsl. Workgroups are numbered layer by layer: input layer, hidden layers, output layer.

enable subgroups;

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
// Threads of a workgroup, which is one subgroup: 4 or 8.
const LANES: u32 = 8u;

const QUADS: u32 = ROWS / 4u;
// Inputs in a tile.
const TILE: u32 = 4u * LANES;
const COLUMN_TILES: u32 = WIDTH / 16u;
const IN_TILES: u32 = ((INPUTS + TILE - 1u) / TILE) * COLUMN_TILES;
const HIDDEN_TILES: u32 = ((WIDTH + TILE - 1u) / TILE) * COLUMN_TILES;

@group(0) @binding(0) var<storage, read> layer_input: array<vec4f>;
@group(0) @binding(1) var<storage, read> d_pre: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> d_parameters: array<f32>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&d_pre));
}

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(subgroup_invocation_id) thread: u32) {
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
  let column_tiles = (columns + 15u) / 16u;
  let first_column = (tile % column_tiles) * 16u;
  let unit = (tile / column_tiles) * TILE + thread * 4u;
  // Beyond the edge the last unit or column is read again, and not written.
  let i0 = (source + min(unit, units - 1u)) * QUADS;
  let i1 = (source + min(unit + 1u, units - 1u)) * QUADS;
  let i2 = (source + min(unit + 2u, units - 1u)) * QUADS;
  let i3 = (source + min(unit + 3u, units - 1u)) * QUADS;
  let column0 = (gradient + min(first_column + thread, columns - 1u)) * QUADS;
  let column1 = (gradient + min(first_column + thread + 4u, columns - 1u)) * QUADS;
  let column2 = (gradient + min(first_column + thread + 8u, columns - 1u)) * QUADS;
  let column3 = (gradient + min(first_column + thread + 12u, columns - 1u)) * QUADS;
  var s0 = vec4f(0.0);
  var s1 = vec4f(0.0);
  var s2 = vec4f(0.0);
  var s3 = vec4f(0.0);
  var s4 = vec4f(0.0);
  var s5 = vec4f(0.0);
  var s6 = vec4f(0.0);
  var s7 = vec4f(0.0);
  var s8 = vec4f(0.0);
  var s9 = vec4f(0.0);
  var s10 = vec4f(0.0);
  var s11 = vec4f(0.0);
  var s12 = vec4f(0.0);
  var s13 = vec4f(0.0);
  var s14 = vec4f(0.0);
  var s15 = vec4f(0.0);
  for (var quad = 0u; quad < least(QUADS); quad += 1u) {
    let a = transpose(mat4x4f(layer_input[i0 + quad], layer_input[i1 + quad], layer_input[i2 + quad], layer_input[i3 + quad]));
    if (LANES == 8u) {
      let near = d_pre[column0 + quad];
      let far = d_pre[column2 + quad];
      s0 += a * subgroupBroadcast(near, 0u);
      s1 += a * subgroupBroadcast(near, 1u);
      s2 += a * subgroupBroadcast(near, 2u);
      s3 += a * subgroupBroadcast(near, 3u);
      s4 += a * subgroupBroadcast(near, 4u);
      s5 += a * subgroupBroadcast(near, 5u);
      s6 += a * subgroupBroadcast(near, 6u);
      s7 += a * subgroupBroadcast(near, 7u);
      s8 += a * subgroupBroadcast(far, 0u);
      s9 += a * subgroupBroadcast(far, 1u);
      s10 += a * subgroupBroadcast(far, 2u);
      s11 += a * subgroupBroadcast(far, 3u);
      s12 += a * subgroupBroadcast(far, 4u);
      s13 += a * subgroupBroadcast(far, 5u);
      s14 += a * subgroupBroadcast(far, 6u);
      s15 += a * subgroupBroadcast(far, 7u);
    } else {
      let d0 = d_pre[column0 + quad];
      let d1 = d_pre[column1 + quad];
      let d2 = d_pre[column2 + quad];
      let d3 = d_pre[column3 + quad];
      s0 += a * subgroupBroadcast(d0, 0u);
      s1 += a * subgroupBroadcast(d0, 1u);
      s2 += a * subgroupBroadcast(d0, 2u);
      s3 += a * subgroupBroadcast(d0, 3u);
      s4 += a * subgroupBroadcast(d1, 0u);
      s5 += a * subgroupBroadcast(d1, 1u);
      s6 += a * subgroupBroadcast(d1, 2u);
      s7 += a * subgroupBroadcast(d1, 3u);
      s8 += a * subgroupBroadcast(d2, 0u);
      s9 += a * subgroupBroadcast(d2, 1u);
      s10 += a * subgroupBroadcast(d2, 2u);
      s11 += a * subgroupBroadcast(d2, 3u);
      s12 += a * subgroupBroadcast(d3, 0u);
      s13 += a * subgroupBroadcast(d3, 1u);
      s14 += a * subgroupBroadcast(d3, 2u);
      s15 += a * subgroupBroadcast(d3, 3u);
    }
  }
  var sums = array<vec4f, 16>(s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15);
  for (var j = 0u; j < least(16u); j += 1u) {
    if (first_column + j < columns) {
      for (var i = 0u; i < least(4u); i += 1u) {
        if (unit + i < units) {
          d_parameters[weight + (unit + i) * columns + first_column + j] += sums[j][i];
        }
      }
    }
  }
  // The threads of the first row of tiles share out the biases: every LANES-th column.
  if (tile / column_tiles == 0u) {
    for (var column = first_column + thread; column < min(columns, first_column + 16u); column += LANES) {
      var sum = vec4f(0.0);
      for (var quad = 0u; quad < least(QUADS); quad += 1u) {
        sum += d_pre[(gradient + column) * QUADS + quad];
      }
      d_parameters[bias + column] += sum.x + sum.y + sum.z + sum.w;
    }
  }
}
