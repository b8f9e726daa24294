// Gradients of the residual MLP's pre-activations, one dispatch, for devices as in forward_lanes.wgsl:
//
//   d_h_DEPTH = d_prediction W_out^T
//   d_pre_l   = d_h_l silu'(pre_l);      d_h_(l-1) = d_h_l + d_pre_l W_l^T         l = DEPTH .. 1
//   d_pre_0   = d_h_0 silu'(pre_0)
//
// d_prediction [BATCH, 2]      parameters: the arena, as in forward_rows.wgsl
// pre          [(DEPTH + 1) WIDTH, ROWS], saved by the forward pass
// d_hidden     [WIDTH, ROWS], scratch
// d_pre        [(DEPTH + 1) WIDTH + 2, ROWS]; the last two units are d_prediction, transposed, for the weight gradient
//
// One thread makes four rows; rows beyond BATCH get zero gradients. `least`: see forward_rows.wgsl.

enable subgroups;

const BATCH: u32 = 32u;
const ROWS: u32 = 32u;
const WIDTH: u32 = 32u;
const DEPTH: u32 = 2u;
const HIDDEN_WEIGHT: u32 = 640u;
const HIDDEN_STRIDE: u32 = 1088u;
const OUT_WEIGHT: u32 = 2816u;
// Threads of a workgroup, which is one subgroup: 4 or 8.
const LANES: u32 = 8u;

const QUADS: u32 = ROWS / 4u;

@group(0) @binding(0) var<storage, read> d_prediction: array<f32>;
@group(0) @binding(1) var<storage, read> parameters: array<vec4f>;
@group(0) @binding(2) var<storage, read> pre: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> d_hidden: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> d_pre: array<vec4f>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&d_pre));
}

fn silu_slope(u: vec4f) -> vec4f {
  let s = 1.0 / (1.0 + exp(min(-u, vec4f(80.0))));
  return s * (1.0 + u * (1.0 - s));
}

fn through_activation(layer: u32, quad: u32) {
  for (var unit = 0u; unit < least(WIDTH); unit += 1u) {
    let at = (layer * WIDTH + unit) * QUADS + quad;
    d_pre[at] = d_hidden[unit * QUADS + quad] * silu_slope(pre[at]);
  }
}

fn through_weight(layer: u32, quad: u32, lane: u32) {
  let weight = (HIDDEN_WEIGHT + (layer - 1u) * HIDDEN_STRIDE) / 4u;
  for (var unit = 0u; unit < least(WIDTH); unit += 8u) {
    var s0 = vec4f(0.0);
    var s1 = vec4f(0.0);
    var s2 = vec4f(0.0);
    var s3 = vec4f(0.0);
    var s4 = vec4f(0.0);
    var s5 = vec4f(0.0);
    var s6 = vec4f(0.0);
    var s7 = vec4f(0.0);
    for (var j = 0u; j < least(WIDTH / 4u); j += 1u) {
      let from_unit = (layer * WIDTH + 4u * j) * QUADS + quad;
      let d = mat4x4f(d_pre[from_unit], d_pre[from_unit + QUADS], d_pre[from_unit + 2u * QUADS], d_pre[from_unit + 3u * QUADS]);
      // Lane l reads four weights of unit l of the eight; where there are four lanes, they read once more.
      let at = weight + (unit + lane) * (WIDTH / 4u) + j;
      let near = parameters[at];
      s0 += d * subgroupBroadcast(near, 0u);
      s1 += d * subgroupBroadcast(near, 1u);
      s2 += d * subgroupBroadcast(near, 2u);
      s3 += d * subgroupBroadcast(near, 3u);
      if (LANES == 8u) {
        s4 += d * subgroupBroadcast(near, 4u);
        s5 += d * subgroupBroadcast(near, 5u);
        s6 += d * subgroupBroadcast(near, 6u);
        s7 += d * subgroupBroadcast(near, 7u);
      } else {
        let far = parameters[at + WIDTH];
        s4 += d * subgroupBroadcast(far, 0u);
        s5 += d * subgroupBroadcast(far, 1u);
        s6 += d * subgroupBroadcast(far, 2u);
        s7 += d * subgroupBroadcast(far, 3u);
      }
    }
    var sums = array<vec4f, 8>(s0, s1, s2, s3, s4, s5, s6, s7);
    for (var i = 0u; i < least(8u); i += 1u) {
      d_hidden[(unit + i) * QUADS + quad] += sums[i];
    }
  }
}

@compute @workgroup_size(LANES)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(subgroup_invocation_id) lane: u32) {
  let quad = id.x;
  var dx = vec4f(0.0);
  var dy = vec4f(0.0);
  for (var i = 0u; i < least(4u); i += 1u) {
    let row = 4u * quad + i;
    if (row < BATCH) {
      dx[i] = d_prediction[2u * row];
      dy[i] = d_prediction[2u * row + 1u];
    }
  }
  d_pre[(DEPTH + 1u) * WIDTH * QUADS + quad] = dx;
  d_pre[((DEPTH + 1u) * WIDTH + 1u) * QUADS + quad] = dy;
  for (var k = 0u; k < least(WIDTH); k += 2u) {
    let w = parameters[(OUT_WEIGHT + 2u * k) / 4u];
    d_hidden[k * QUADS + quad] = dx * w.x + dy * w.y;
    d_hidden[(k + 1u) * QUADS + quad] = dx * w.z + dy * w.w;
  }
  for (var layer = least(DEPTH); layer > 0u; layer -= 1u) {
    through_activation(layer, quad);
    through_weight(layer, quad, lane);
  }
  through_activation(0u, quad);
}
