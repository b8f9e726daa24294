// out[b] = [x[b], sin(2 pi F x[b]), cos(2 pi F x[b])]: random Fourier features, which let a small network see fine detail.
//
// x: [BATCH, D], frequencies: [F, D] in turns a unit, out: [BATCH, D + 2 F]. Thread (b, f) makes the sine and the cosine
// of one frequency; thread (b, F + d) copies x[b, d]. The input is data: nothing is saved, there is no backward pass.
// Angles are kept in turns, taken into [-1/8, 1/8] exactly, and put into series: built-in sin and cos may be off by
// 2^-11 and differ from device to device; these are off by less than 2^-22.
// Source: Tancik et al., "Fourier features let networks learn high frequency functions in low dimensional domains" (2020).

const BATCH: u32 = 64u;
const D: u32 = 2u;
const F: u32 = 8u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

const WIDTH: u32 = D + 2u * F;
const TWO_PI: f32 = 6.283185307;

@group(0) @binding(0) var<storage, read> x: array<f32, BATCH * D>;
@group(0) @binding(1) var<storage, read> frequencies: array<f32, F * D>;
@group(0) @binding(2) var<storage, read_write> out: array<f32, BATCH * WIDTH>;

// (sin, cos) of 2 pi turns: quarter turns are taken off, the rest is at most pi/4 (next terms of the series below 2^-26).
fn sine_cosine(turns: f32) -> vec2f {
  let part = turns - round(turns);
  let quarters = round(4.0 * part);
  let y = TWO_PI * (part - 0.25 * quarters);
  let square = y * y;
  let s = y * (1.0 + square * (-1.0 / 6.0 + square * (1.0 / 120.0 + square * (-1.0 / 5040.0 + square * (1.0 / 362880.0)))));
  let c = 1.0 + square * (-0.5 + square * (1.0 / 24.0 + square * (-1.0 / 720.0 + square * (1.0 / 40320.0))));
  if (quarters == 1.0) {
    return vec2f(c, -s);
  }
  if (quarters == -1.0) {
    return vec2f(-c, s);
  }
  if (quarters == 0.0) {
    return vec2f(s, c);
  }
  return vec2f(-s, -c);
}

fn store(place: u32, value: f32) {
  if (ACCUMULATES) {
    out[place] += value;
  } else {
    out[place] = value;
  }
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= BATCH * (F + D)) {
    return;
  }
  let b = i / (F + D);
  let f = i % (F + D);
  if (f >= F) {
    store(b * WIDTH + f - F, x[b * D + f - F]);
    return;
  }
  var turns = 0.0;
  for (var d = 0u; d < D; d++) {
    turns += frequencies[f * D + d] * x[b * D + d];
  }
  let wave = sine_cosine(turns);
  store(b * WIDTH + D + f, wave.x);
  store(b * WIDTH + D + F + f, wave.y);
}
