// row_dot[n, h, t] = out[n, t, h].d_out[n, t, h]: what the softmax's backward pass takes off every score's gradient,
// since it is the sum over s of p[t, s] d_p[t, s].
//
// out, d_out: [SAMPLES, TOKENS, HEADS, WIDTH], row_dot: [SAMPLES, HEADS, TOKENS]. One thread a row of a head.
// Source: Dao et al., "FlashAttention" (2022), equation 4. Saved: nothing.

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 8u;
const WORKGROUP: u32 = 64u;

const COUNT: u32 = SAMPLES * HEADS * TOKENS;

@group(0) @binding(0) var<storage, read> out: array<f32>;
@group(0) @binding(1) var<storage, read> d_out: array<f32>;
@group(0) @binding(2) var<storage, read_write> row_dot: array<f32>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&out));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= COUNT) {
    return;
  }
  let head = i / TOKENS % HEADS;
  let first = ((i / (TOKENS * HEADS) * TOKENS + i % TOKENS) * HEADS + head) * WIDTH;
  var sum = 0.0;
  for (var d = 0u; d < least(WIDTH); d++) {
    sum += out[first + d] * d_out[first + d];
  }
  row_dot[i] = sum;
}
