// out[n, t, h] = sum over s of W[t, s] x[n, s, h], W[t, s] = weights[n, h, t, s] or with TRANSPOSE weights[n, h, s, t]:
// the plain variant's last stage, and each of its three gradients.
//
// weights: [SAMPLES, HEADS, TOKENS, TOKENS], x, out: [SAMPLES, TOKENS, HEADS, WIDTH]. One thread an element.

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 8u;
const TRANSPOSE: bool = false;
const WORKGROUP: u32 = 64u;

const COUNT: u32 = SAMPLES * TOKENS * HEADS * WIDTH;

@group(0) @binding(0) var<storage, read> weights: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&x));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= COUNT) {
    return;
  }
  let column = i % (HEADS * WIDTH);
  let t = i / (HEADS * WIDTH) % TOKENS;
  let sample = i / (HEADS * WIDTH * TOKENS);
  let matrix = (sample * HEADS + column / WIDTH) * TOKENS * TOKENS;
  let start = matrix + select(t * TOKENS, t, TRANSPOSE);
  let stride = select(1u, TOKENS, TRANSPOSE);
  let first = sample * TOKENS * HEADS * WIDTH + column;
  var sum = 0.0;
  for (var s = 0u; s < least(TOKENS); s++) {
    sum += weights[start + s * stride] * x[first + s * HEADS * WIDTH];
  }
  out[i] = sum;
}
