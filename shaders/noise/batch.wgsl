// One training batch, made on the GPU: draws a data row and a timestep for every row of the batch, fresh Gaussian noise, and
//   x_t    = alpha(t) x_0 + sigma(t) epsilon
//   goal   = target_x0(t) x_0 + target_epsilon(t) epsilon
//
// data      [rows, DIMENSIONS]   rows is step.rows; the buffer may be longer
// levels    [step.timesteps]     (alpha, sigma, target_x0, target_epsilon) of each timestep
// x_t       [BATCH, DIMENSIONS]
// goal      [BATCH, DIMENSIONS]
// timesteps [BATCH]
// cumulative [step.timesteps]    where WEIGHTED: the probability of each timestep and all before it; else anything
//
// One thread makes four neighbouring elements of one row. Nothing is saved for a backward pass: the data are not trained.
// Random numbers: Philox 4x32-10, Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011), counted by
// (row, step, quad, stream), so that a step's batch depends on the seed and the step alone. Normals by Box and Muller (1958).
// Low-discrepancy timesteps: Kingma et al., "Variational diffusion models" (2021), appendix I.1.

const BATCH: u32 = 64u;
const DIMENSIONS: u32 = 2u;
// How the words of a batch hang together: 0 each its own, 1 antithetic, 2 low-discrepancy.
const DRAWS: u32 = 0u;
const STRATUM: u32 = 67108864u; // floor(2^32 / BATCH)
const WEIGHTED: bool = false; // timesteps come by their probabilities
const WORKGROUP: u32 = 64u;

const QUADS: u32 = (DIMENSIONS + 3u) / 4u;
const ANTITHETIC: u32 = 1u;
const LOW_DISCREPANCY: u32 = 2u;
const DRAW_STREAM: u32 = 0u;
const NOISE_STREAM: u32 = 1u;
const TAU: f32 = 6.283185307179586;

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

@group(0) @binding(0) var<storage, read> data: array<f32>;
@group(0) @binding(1) var<storage, read> levels: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> x_t: array<f32>;
@group(0) @binding(3) var<storage, read_write> goal: array<f32>;
@group(0) @binding(4) var<storage, read_write> timesteps: array<u32>;
@group(0) @binding(5) var<storage, read> cumulative: array<f32>;
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

// (0, 1]: the half keeps zero out.
fn unit(word: u32) -> f32 {
  return (f32(word) + 0.5) * 2.3283064365386963e-10;
}

fn normal_pair(a: u32, b: u32) -> vec2f {
  let radius = sqrt(max(0.0, -2.0 * log(unit(a))));
  let angle = TAU * unit(b);
  return radius * vec2f(cos(angle), sin(angle));
}

// The word from which a row takes its timestep. Antithetic: rows of the second half take the complements of the first
// half's. Low-discrepancy: row i lies in the i-th of BATCH equal parts of all words, all rows at the same place of theirs.
fn timestep_word(row: u32, own: u32, key: vec2u) -> u32 {
  if (DRAWS == ANTITHETIC) {
    let half = (BATCH + 1u) / 2u;
    if (row >= half) {
      return ~philox(vec4u(row - half, step.step, 0u, DRAW_STREAM), key).y;
    }
  }
  if (DRAWS == LOW_DISCREPANCY) {
    return row * STRATUM + multiply_high(philox(vec4u(0u, step.step, 0u, DRAW_STREAM), key).y, STRATUM);
  }
  return own;
}

// The timestep of a word: each alike, or the first whose cumulative probability lies above word / 2^32.
fn timestep_of(word: u32) -> u32 {
  if (!WEIGHTED) {
    return multiply_high(word, step.timesteps);
  }
  let u = f32(word >> 8u) * 5.9604644775390625e-8;
  var low = 0u;
  var high = step.timesteps - 1u;
  while (low < high) {
    let middle = (low + high) / 2u;
    if (u < cumulative[middle]) {
      high = middle;
    } else {
      low = middle + 1u;
    }
  }
  return low;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.y * groups.x * WORKGROUP;
  if (thread >= BATCH * QUADS) {
    return;
  }
  let row = thread / QUADS;
  let quad = thread % QUADS;
  let key = vec2u(step.seed, 0u);
  let drawn = philox(vec4u(row, step.step, 0u, DRAW_STREAM), key);
  let source = multiply_high(drawn.x, step.rows);
  let t = timestep_of(timestep_word(row, drawn.y, key));
  if (quad == 0u) {
    timesteps[row] = t;
  }
  let words = philox(vec4u(row, step.step, quad, NOISE_STREAM), key);
  let epsilon = vec4f(normal_pair(words.x, words.y), normal_pair(words.z, words.w));
  let level = levels[t];
  for (var i = 0u; i < 4u; i += 1u) {
    let dimension = quad * 4u + i;
    if (dimension < DIMENSIONS) {
      let x0 = data[source * DIMENSIONS + dimension];
      x_t[row * DIMENSIONS + dimension] = level.x * x0 + level.y * epsilon[i];
      goal[row * DIMENSIONS + dimension] = level.z * x0 + level.w * epsilon[i];
    }
  }
}
