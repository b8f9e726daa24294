// The whole residual MLP in one dispatch, for devices on which loads from one address for all threads are cheap and
// barriers are dear (CPUs). Each layer is written once and read by the thread that wrote it, so no barrier is needed.
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
const WORKGROUP: u32 = 8u;

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

fn dense(layer: u32, source: u32, units: u32, weight: u32, bias: u32, quad: u32) {
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
    for (var k = 0u; k < units; k += 1u) {
      let h = layer_input[(source + k) * QUADS + quad];
      let at = (weight + k * WIDTH + column) / 4u;
      let w0 = parameters[at];
      let w1 = parameters[at + 1u];
      let w2 = parameters[at + 2u];
      let w3 = parameters[at + 3u];
      s0 += h * w0.x;
      s1 += h * w0.y;
      s2 += h * w0.z;
      s3 += h * w0.w;
      s4 += h * w1.x;
      s5 += h * w1.y;
      s6 += h * w1.z;
      s7 += h * w1.w;
      s8 += h * w2.x;
      s9 += h * w2.y;
      s10 += h * w2.z;
      s11 += h * w2.w;
      s12 += h * w3.x;
      s13 += h * w3.y;
      s14 += h * w3.z;
      s15 += h * w3.w;
    }
    var sums = array<vec4f, 16>(s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15);
    for (var j = 0u; j < least(16u); j += 1u) {
      finish(column + j, layer, source, quad, sums[j]);
    }
  }
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
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
    dense(layer, source, select(WIDTH, INPUTS, first), weight, bias, quad);
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
