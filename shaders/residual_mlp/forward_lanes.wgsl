// The whole residual MLP in one dispatch, for CPUs whose driver has subgroups of a fixed size: as forward_rows.wgsl, but
// the threads of a subgroup share the reading of weights. Each loads one vec4, and `subgroupBroadcast` hands its numbers to
// all; on a CPU that is one shuffle, where a load of its own costs an address, a check of bounds and a broadcast.
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
// ROWS is BATCH rounded up to 32. One thread makes four rows; a vec4 holds one unit of them. Columns go in tiles of 16.
// Loop bounds go through `least`, whose other argument only the driver knows: compilers for CPUs would unroll these loops
// and then take minutes over the result.
// Saved for the backward pass: layer_input and pre. Residual form: He et al., "Identity mappings in deep residual networks" (2016).

enable subgroups;

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
// Threads of a workgroup, which is one subgroup: 4 or 8.
const LANES: u32 = 8u;

const INPUTS: u32 = 2u + 2u * FREQUENCIES + EMBEDDING;
const QUADS: u32 = ROWS / 4u;
const TAU: f32 = 6.283185307179586;

@group(0) @binding(0) var<storage, read> x_t: array<f32>;
@group(0) @binding(1) var<storage, read> timesteps: array<u32>;
@group(0) @binding(2) var<storage, read> frequencies: array<vec2f>;
@group(0) @binding(3) var<storage, read> table: array<f32>;
@group(0) @binding(4) var<storage, read> parameters: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> layer_input: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> pre: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> prediction: array<f32>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&layer_input));
}

fn silu(u: vec4f) -> vec4f {
  return u / (1.0 + exp(min(-u, vec4f(80.0))));
}

fn point(row: u32) -> vec2f {
  let safe = min(row, BATCH - 1u);
  return vec2f(x_t[2u * safe], x_t[2u * safe + 1u]);
}

fn make_features(quad: u32) {
  let p0 = point(4u * quad);
  let p1 = point(4u * quad + 1u);
  let p2 = point(4u * quad + 2u);
  let p3 = point(4u * quad + 3u);
  layer_input[quad] = vec4f(p0.x, p1.x, p2.x, p3.x);
  layer_input[QUADS + quad] = vec4f(p0.y, p1.y, p2.y, p3.y);
  for (var f = 0u; f < least(FREQUENCIES); f += 1u) {
    let frequency = frequencies[f];
    let angle = TAU * vec4f(dot(p0, frequency), dot(p1, frequency), dot(p2, frequency), dot(p3, frequency));
    layer_input[(2u + f) * QUADS + quad] = sin(angle);
    layer_input[(2u + FREQUENCIES + f) * QUADS + quad] = cos(angle);
  }
  let t0 = EMBEDDING * timesteps[min(4u * quad, BATCH - 1u)];
  let t1 = EMBEDDING * timesteps[min(4u * quad + 1u, BATCH - 1u)];
  let t2 = EMBEDDING * timesteps[min(4u * quad + 2u, BATCH - 1u)];
  let t3 = EMBEDDING * timesteps[min(4u * quad + 3u, BATCH - 1u)];
  for (var e = 0u; e < least(EMBEDDING); e += 1u) {
    layer_input[(2u + 2u * FREQUENCIES + e) * QUADS + quad] = vec4f(table[t0 + e], table[t1 + e], table[t2 + e], table[t3 + e]);
  }
}

// Stores one unit's pre-activation, and the unit's value for the next layer.
fn finish(unit: u32, layer: u32, source: u32, quad: u32, u: vec4f) {
  pre[(layer * WIDTH + unit) * QUADS + quad] = u;
  var h = silu(u);
  if (layer > 0u) {
    h += layer_input[(source + unit) * QUADS + quad];
  }
  layer_input[(INPUTS + layer * WIDTH + unit) * QUADS + quad] = h;
}

fn dense(layer: u32, source: u32, units: u32, weight: u32, bias: u32, quad: u32, lane: u32) {
  for (var column = 0u; column < least(WIDTH); column += 16u) {
    let b0 = parameters[(bias + column) / 4u];
    let b1 = parameters[(bias + column) / 4u + 1u];
    let b2 = parameters[(bias + column) / 4u + 2u];
    let b3 = parameters[(bias + column) / 4u + 3u];
    var s0 = vec4f(b0.x);
    var s1 = vec4f(b0.y);
    var s2 = vec4f(b0.z);
    var s3 = vec4f(b0.w);
    var s4 = vec4f(b1.x);
    var s5 = vec4f(b1.y);
    var s6 = vec4f(b1.z);
    var s7 = vec4f(b1.w);
    var s8 = vec4f(b2.x);
    var s9 = vec4f(b2.y);
    var s10 = vec4f(b2.z);
    var s11 = vec4f(b2.w);
    var s12 = vec4f(b3.x);
    var s13 = vec4f(b3.y);
    var s14 = vec4f(b3.z);
    var s15 = vec4f(b3.w);
    // Lanes 0 to 3 read the weights of unit k, lanes 4 to 7, if there are any, those of unit k + 1.
    for (var k = 0u; k < units; k += LANES / 4u) {
      let mine = parameters[(weight + (k + lane / 4u) * WIDTH + column) / 4u + lane % 4u];
      let h0 = layer_input[(source + k) * QUADS + quad];
      s0 += h0 * subgroupBroadcast(mine.x, 0u);
      s1 += h0 * subgroupBroadcast(mine.y, 0u);
      s2 += h0 * subgroupBroadcast(mine.z, 0u);
      s3 += h0 * subgroupBroadcast(mine.w, 0u);
      s4 += h0 * subgroupBroadcast(mine.x, 1u);
      s5 += h0 * subgroupBroadcast(mine.y, 1u);
      s6 += h0 * subgroupBroadcast(mine.z, 1u);
      s7 += h0 * subgroupBroadcast(mine.w, 1u);
      s8 += h0 * subgroupBroadcast(mine.x, 2u);
      s9 += h0 * subgroupBroadcast(mine.y, 2u);
      s10 += h0 * subgroupBroadcast(mine.z, 2u);
      s11 += h0 * subgroupBroadcast(mine.w, 2u);
      s12 += h0 * subgroupBroadcast(mine.x, 3u);
      s13 += h0 * subgroupBroadcast(mine.y, 3u);
      s14 += h0 * subgroupBroadcast(mine.z, 3u);
      s15 += h0 * subgroupBroadcast(mine.w, 3u);
      if (LANES == 8u) {
        let h1 = layer_input[(source + k + 1u) * QUADS + quad];
        s0 += h1 * subgroupBroadcast(mine.x, 4u);
        s1 += h1 * subgroupBroadcast(mine.y, 4u);
        s2 += h1 * subgroupBroadcast(mine.z, 4u);
        s3 += h1 * subgroupBroadcast(mine.w, 4u);
        s4 += h1 * subgroupBroadcast(mine.x, 5u);
        s5 += h1 * subgroupBroadcast(mine.y, 5u);
        s6 += h1 * subgroupBroadcast(mine.z, 5u);
        s7 += h1 * subgroupBroadcast(mine.w, 5u);
        s8 += h1 * subgroupBroadcast(mine.x, 6u);
        s9 += h1 * subgroupBroadcast(mine.y, 6u);
        s10 += h1 * subgroupBroadcast(mine.z, 6u);
        s11 += h1 * subgroupBroadcast(mine.w, 6u);
        s12 += h1 * subgroupBroadcast(mine.x, 7u);
        s13 += h1 * subgroupBroadcast(mine.y, 7u);
        s14 += h1 * subgroupBroadcast(mine.z, 7u);
        s15 += h1 * subgroupBroadcast(mine.w, 7u);
      }
    }
    var sums = array<vec4f, 16>(s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15);
    for (var j = 0u; j < least(16u); j += 1u) {
      finish(column + j, layer, source, quad, sums[j]);
    }
  }
}

@compute @workgroup_size(LANES)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(subgroup_invocation_id) lane: u32) {
  let quad = id.x;
  make_features(quad);
  for (var layer = 0u; layer < least(DEPTH + 1u); layer += 1u) {
    // One call, so that the long body is compiled once.
    let first = layer == 0u;
    let before = max(layer, 1u) - 1u;
    let hidden = HIDDEN_WEIGHT + before * HIDDEN_STRIDE;
    let source = select(INPUTS + before * WIDTH, 0u, first);
    let weight = select(hidden, IN_WEIGHT, first);
    let bias = select(hidden + HIDDEN_BIAS, IN_BIAS, first);
    dense(layer, source, select(WIDTH, INPUTS, first), weight, bias, quad, lane);
  }
  let bias = parameters[OUT_BIAS / 4u];
  var x = vec4f(bias.x);
  var y = vec4f(bias.y);
  for (var k = 0u; k < least(WIDTH); k += 2u) {
    let w = parameters[(OUT_WEIGHT + 2u * k) / 4u];
    let first = layer_input[(INPUTS + DEPTH * WIDTH + k) * QUADS + quad];
    let second = layer_input[(INPUTS + DEPTH * WIDTH + k + 1u) * QUADS + quad];
    x += first * w.x + second * w.z;
    y += first * w.y + second * w.w;
  }
  for (var i = 0u; i < least(4u); i += 1u) {
    let row = 4u * quad + i;
    if (row < BATCH) {
      prediction[2u * row] = x[i];
      prediction[2u * row + 1u] = y[i];
    }
  }
}
