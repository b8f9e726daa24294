// out = f(x), element by element, with f one of
//   0 silu  x s(x)                                           Elfwing, Uchibe, Doya, "Sigmoid-Weighted Linear Units" (2017)
//   1 relu  max(x, 0)
//   2 gelu  x s(2u) = x (1 + tanh u) / 2, u = sqrt(2/pi) (x + 0.044715 x^3): the tanh form of Hendrycks and Gimpel,
//           "Gaussian Error Linear Units" (2016), as GPT-2 has it
//   3 tanh  (1 - e) / (1 + e) with the sign of x, e = exp(-2|x|)
// and s the logistic function. Only exp of numbers that are not positive is taken, so nothing overflows (the built-in
// tanh(100) is NaN on some drivers).
//
// x, out: [SIZE]. One thread an element. Saved for the backward pass: x.

const SIZE: u32 = 64u;
const KIND: u32 = 0u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

const SILU: u32 = 0u;
const RELU: u32 = 1u;
const GELU: u32 = 2u;
const SQRT_2_OVER_PI: f32 = 0.7978845608;
const GELU_CUBIC: f32 = 0.044715;

@group(0) @binding(0) var<storage, read> x: array<f32, SIZE>;
@group(0) @binding(1) var<storage, read_write> out: array<f32, SIZE>;

fn logistic(v: f32) -> f32 {
  let e = exp(-abs(v));
  return select(e, 1.0, v >= 0.0) / (1.0 + e);
}

fn hyperbolic_tangent(v: f32) -> f32 {
  let magnitude = abs(v);
  if (magnitude < 0.1) {
    // 1 - e would cancel; the next term of the series is below 3e-11.
    let square = v * v;
    return v * (1.0 + square * (-1.0 / 3.0 + square * (2.0 / 15.0 - square * (17.0 / 315.0))));
  }
  let e = exp(-2.0 * magnitude);
  return sign(v) * ((1.0 - e) / (1.0 + e));
}

fn activate(v: f32) -> f32 {
  if (KIND == SILU) {
    return v * logistic(v);
  }
  if (KIND == RELU) {
    return max(v, 0.0);
  }
  if (KIND == GELU) {
    // Beyond 10 the logistic factor is 0 or 1 in float32; the clamp keeps the cube finite.
    let c = clamp(v, -10.0, 10.0);
    return v * logistic(2.0 * SQRT_2_OVER_PI * (c + GELU_CUBIC * c * c * c));
  }
  return hyperbolic_tangent(v);
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SIZE) {
    return;
  }
  let value = activate(x[i]);
  if (ACCUMULATES) {
    out[i] += value;
  } else {
    out[i] = value;
  }
}
