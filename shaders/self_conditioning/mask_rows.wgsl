// out = x for the rows that are kept, 0 for the others; a row is kept where half of its random word lies below THRESHOLD, which is
// floor(p 2^31). Linear with a diagonal matrix, so the backward pass is the same kernel on d_out: it draws the same words again.
//
// x, out: [BATCH, DIMENSIONS]. One thread makes four neighbouring elements of a row. Saved for the backward pass: nothing.
// Random words: Philox 4x32-10, Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011), counted by
// (row, step, LAYER, stream) with the run's seed as key. Streams 0, 1, 3 and 4 are the batch's, 2 is dropout's.

const BATCH: u32 = 32u;
const DIMENSIONS: u32 = 256u;
const LAYER: u32 = 0u;
const THRESHOLD: u32 = 1073741824u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

const QUADS: u32 = (DIMENSIONS + 3u) / 4u;
const MASK_STREAM: u32 = 5u;

struct Step {
  step: u32,
  seed: u32,
  timesteps: u32,
  rows: u32,
  slot: u32,
  timestep: u32,
  learning_rate: f32,
  moment1_correction: f32,
  moment2_correction: f32,
  ema_decay: f32,
  x0_from_state: f32,
  x0_from_output: f32,
  coefficients_a: vec4f,
  coefficients_b: vec4f,
}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
@group(1) @binding(0) var<uniform> step: Step;

// High word of a 32 by 32 bit product.
fn multiply_high(a: u32, b: u32) -> u32 {
  let a_low = a & 0xffffu;
  let a_high = a >> 16u;
  let b_low = b & 0xffffu;
  let b_high = b >> 16u;
  let low = a_low * b_low;
  let middle = a_high * b_low + (low >> 16u);
  let cross = a_low * b_high + (middle & 0xffffu);
  return a_high * b_high + (middle >> 16u) + (cross >> 16u);
}

fn philox(counter: vec4u, key: vec2u) -> vec4u {
  var c = counter;
  var k = key;
  for (var round = 0; round < 10; round += 1) {
    let high0 = multiply_high(0xd2511f53u, c.x);
    let high1 = multiply_high(0xcd9e8d57u, c.z);
    c = vec4u(high1 ^ c.y ^ k.x, 0xcd9e8d57u * c.z, high0 ^ c.w ^ k.y, 0xd2511f53u * c.x);
    k += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.y * (groups.x * WORKGROUP);
  if (thread >= BATCH * QUADS) {
    return;
  }
  let row = thread / QUADS;
  let word = philox(vec4u(row, step.step, LAYER, MASK_STREAM), vec2u(step.seed, 0u)).x;
  let kept = (word >> 1u) < THRESHOLD;
  for (var i = 0u; i < 4u; i += 1u) {
    let dimension = thread % QUADS * 4u + i;
    if (dimension < DIMENSIONS) {
      let index = row * DIMENSIONS + dimension;
      let value = select(0.0, x[index], kept);
      if (ACCUMULATES) {
        out[index] += value;
      } else {
        out[index] = value;
      }
    }
  }
}
