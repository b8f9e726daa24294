// Gradients of the residual MLP's pre-activations, one dispatch, for GPUs: a workgroup carries 16 rows back through all layers.
//
//   d_h_DEPTH = d_prediction W_out^T
//   d_pre_l   = d_h_l silu'(pre_l);      d_h_(l-1) = d_h_l + d_pre_l W_l^T         l = DEPTH .. 1
//   d_pre_0   = d_h_0 silu'(pre_0)
//
// d_prediction [BATCH, 2]      parameters: the arena, as in forward_tile.wgsl
// pre          [(DEPTH + 1) WIDTH, ROWS], saved by the forward pass
// d_pre        [(DEPTH + 1) WIDTH + 2, ROWS]; the last two units are d_prediction, transposed, for the weight gradient
//
// A workgroup has WIDTH threads; each keeps d_h of four units of four rows in registers, and d_pre of the layer under way
// lies in workgroup memory. Rows beyond BATCH get zero gradients.

const BATCH: u32 = 32u;
const ROWS: u32 = 32u;
const WIDTH: u32 = 32u;
const DEPTH: u32 = 2u;
const HIDDEN_WEIGHT: u32 = 640u;
const HIDDEN_STRIDE: u32 = 1088u;
const OUT_WEIGHT: u32 = 2816u;

const QUADS: u32 = ROWS / 4u;
const TILE: u32 = 4u;
const COLUMN_QUADS: u32 = WIDTH / 4u;

@group(0) @binding(0) var<storage, read> d_prediction: array<f32>;
@group(0) @binding(1) var<storage, read> parameters: array<vec4f>;
@group(0) @binding(2) var<storage, read> pre: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> d_pre: array<vec4f>;

var<workgroup> tile: array<vec4f, WIDTH * TILE>;

fn silu_slope(u: vec4f) -> vec4f {
  let s = 1.0 / (1.0 + exp(min(-u, vec4f(80.0))));
  return s * (1.0 + u * (1.0 - s));
}

fn through_activation(layer: u32, unit: u32, place: u32, quad: u32, d_h: vec4f) {
  let at = (layer * WIDTH + unit) * QUADS + quad;
  let d = d_h * silu_slope(pre[at]);
  d_pre[at] = d;
  tile[unit * TILE + place] = d;
}

@compute @workgroup_size(WIDTH)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = thread / COLUMN_QUADS;
  let quad = group.x * TILE + place;
  let column = thread % COLUMN_QUADS;
  let unit = 4u * column;
  var dx = vec4f(0.0);
  var dy = vec4f(0.0);
  for (var i = 0u; i < 4u; i += 1u) {
    let row = 4u * quad + i;
    if (row < BATCH) {
      dx[i] = d_prediction[2u * row];
      dy[i] = d_prediction[2u * row + 1u];
    }
  }
  if (column == 0u) {
    d_pre[(DEPTH + 1u) * WIDTH * QUADS + quad] = dx;
    d_pre[((DEPTH + 1u) * WIDTH + 1u) * QUADS + quad] = dy;
  }
  let out0 = parameters[OUT_WEIGHT / 4u + 2u * column];
  let out1 = parameters[OUT_WEIGHT / 4u + 2u * column + 1u];
  var d0 = dx * out0.x + dy * out0.y;
  var d1 = dx * out0.z + dy * out0.w;
  var d2 = dx * out1.x + dy * out1.y;
  var d3 = dx * out1.z + dy * out1.w;
  for (var layer = DEPTH; layer > 0u; layer -= 1u) {
    through_activation(layer, unit, place, quad, d0);
    through_activation(layer, unit + 1u, place, quad, d1);
    through_activation(layer, unit + 2u, place, quad, d2);
    through_activation(layer, unit + 3u, place, quad, d3);
    workgroupBarrier();
    let weight = (HIDDEN_WEIGHT + (layer - 1u) * HIDDEN_STRIDE) / 4u + unit * COLUMN_QUADS;
    for (var j = 0u; j < COLUMN_QUADS; j += 1u) {
      let g0 = tile[4u * j * TILE + place];
      let g1 = tile[(4u * j + 1u) * TILE + place];
      let g2 = tile[(4u * j + 2u) * TILE + place];
      let g3 = tile[(4u * j + 3u) * TILE + place];
      let w0 = parameters[weight + j];
      let w1 = parameters[weight + COLUMN_QUADS + j];
      let w2 = parameters[weight + 2u * COLUMN_QUADS + j];
      let w3 = parameters[weight + 3u * COLUMN_QUADS + j];
      d0 += g0 * w0.x + g1 * w0.y + g2 * w0.z + g3 * w0.w;
      d1 += g0 * w1.x + g1 * w1.y + g2 * w1.z + g3 * w1.w;
      d2 += g0 * w2.x + g1 * w2.y + g2 * w2.z + g3 * w2.w;
      d3 += g0 * w3.x + g1 * w3.y + g2 * w3.z + g3 * w3.w;
    }
    workgroupBarrier();
  }
  through_activation(0u, unit, place, quad, d0);
  through_activation(0u, unit + 1u, place, quad, d1);
  through_activation(0u, unit + 2u, place, quad, d2);
  through_activation(0u, unit + 3u, place, quad, d3);
}
