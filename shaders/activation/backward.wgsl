// d_x = d_out f'(x), element by element, with f as in forward.wgsl:
//   0 silu  s (1 + x (1 - s)), s = s(x)
//   1 relu  1 where x > 0, else 0 (0 at 0, as PyTorch has it)
//   2 gelu  s + x s (1 - s) v', s = s(v), v = 2 sqrt(2/pi) (x + 0.044715 x^3)
//   3 tanh  4 e / (1 + e)^2, e = exp(-2|x|), which is 1 - tanh^2 without cancellation
//
// x, d_out, d_x: [SIZE]. One thread an element. Needs from the forward pass: its input x.

const SIZE: u32 = 64u;
const KIND: u32 = 0u;
const ACCUMULATES: bool = false; // d_x += instead of d_x =
const WORKGROUP: u32 = 64u;

const SILU: u32 = 0u;
const RELU: u32 = 1u;
const GELU: u32 = 2u;
const SQRT_2_OVER_PI: f32 = 0.7978845608;
const GELU_CUBIC: f32 = 0.044715;

@group(0) @binding(0) var<storage, read> x: array<f32, SIZE>;
@group(0) @binding(1) var<storage, read> d_out: array<f32, SIZE>;
@group(0) @binding(2) var<storage, read_write> d_x: array<f32, SIZE>;

// The logistic function of v and of -v: the second is 1 minus the first without cancellation.
fn logistic_pair(v: f32) -> vec2f {
  let e = exp(-abs(v));
  let pair = select(vec2f(e, 1.0), vec2f(1.0, e), v >= 0.0);
  return pair / (1.0 + e);
}

fn slope(v: f32) -> f32 {
  if (KIND == SILU) {
    let s = logistic_pair(v);
    return s.x * (1.0 + v * s.y);
  }
  if (KIND == RELU) {
    return select(0.0, 1.0, v > 0.0);
  }
  if (KIND == GELU) {
    let c = clamp(v, -10.0, 10.0);
    let s = logistic_pair(2.0 * SQRT_2_OVER_PI * (c + GELU_CUBIC * c * c * c));
    return s.x + c * s.x * s.y * (2.0 * SQRT_2_OVER_PI * (1.0 + 3.0 * GELU_CUBIC * c * c));
  }
  let e = exp(-2.0 * abs(v));
  return 4.0 * e / ((1.0 + e) * (1.0 + e));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SIZE) {
    return;
  }
  let value = d_out[i] * slope(x[i]);
  if (ACCUMULATES) {
    d_x[i] += value;
  } else {
    d_x[i] = value;
  }
}
