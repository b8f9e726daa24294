// scores[n, h, t, s] = SCALE q[n, t, h].k[n, s, h]: the plain variant, first stage.
//
// q, k: [SAMPLES, TOKENS, HEADS, WIDTH], scores: [SAMPLES, HEADS, TOKENS, TOKENS]. One thread a score.
// Next stage: softmax.wgsl. Source: Vaswani et al., "Attention is all you need" (2017), equation 1.

const SAMPLES: u32 = 1u;
const TOKENS: u32 = 64u;
const HEADS: u32 = 2u;
const WIDTH: u32 = 8u;
const SCALE: f32 = 0.35355339; // 1 / sqrt(WIDTH)
const WORKGROUP: u32 = 64u;

const COUNT: u32 = SAMPLES * HEADS * TOKENS * TOKENS;

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read_write> scores: array<f32>;

fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&q));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= COUNT) {
    return;
  }
  let s = i % TOKENS;
  let t = i / TOKENS % TOKENS;
  let head = i / (TOKENS * TOKENS) % HEADS;
  let sample = i / (TOKENS * TOKENS * HEADS);
  let query = ((sample * TOKENS + t) * HEADS + head) * WIDTH;
  let key = ((sample * TOKENS + s) * HEADS + head) * WIDTH;
  var sum = 0.0;
  for (var d = 0u; d < least(WIDTH); d++) {
    sum += SCALE * q[query + d] * k[key + d];
  }
  scores[i] = sum;
}
