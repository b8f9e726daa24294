// The sums of plain.wgsl: 4 pixels of a row and 8 channels a thread. For software adapters; shaders/matmul/rows.wgsl tells
// what counts there: threads differ in their pixels alone, so that every read of weight is of one address and serves 4
// pixels from registers. The inner loop takes one channel a turn, which compiles in a third of the time of four.
//
// x: [N, IN_H, IN_W, X_C], of which IN_C channels count, has been given its border of zeros (pad.wgsl), so that no tap
// leaves it:
//   forward     pixel (y, x) and tap (ky, kx) read x at (y READ_STEP + ky, x READ_STEP + kx); SHIFT is not used
//   TRANSPOSED  they read (y + SHIFT - ky) / STEP, over the taps at which it is whole; so for each axis. Pixels are
//               taken in STEP^2 phases, of equal residue: all pixels of a phase have the same taps
// weight: [KERNEL, KERNEL, IN_C, OUT_C] either way: for TRANSPOSED, swap.wgsl has exchanged its channels. OUT_C is a
// multiple of 8. bias: [OUT_C], read only where BIAS is true (else any buffer may be bound). out: [N, OUT_H, OUT_W, OUT_C].
// Thread x of workgroup (_, y, z) makes pixels 4 (x % QUADS) .. + 3 of row x / QUADS (counted through the images) of phase
// z, channels 8y .. 8y + 7. Pixels beyond the end repeat the last one and are not stored: leaving early would make the
// compiler treat the reads of weight as different from thread to thread.
// Saved for the backward pass: what plain.wgsl says.

const N: u32 = 2u;
const IN_H: u32 = 10u;
const IN_W: u32 = 10u;
const X_C: u32 = 8u;
const IN_C: u32 = 8u;
const OUT_H: u32 = 8u;
const OUT_W: u32 = 8u;
const OUT_C: u32 = 8u;
const KERNEL: u32 = 3u;
const STEP: u32 = 1u;      // between neighbouring pixels of a phase in out: the stride where TRANSPOSED, else 1
const READ_STEP: u32 = 1u; // and in x: 1 where TRANSPOSED, else the stride
const SHIFT: u32 = 2u;
const TRANSPOSED: bool = false;
const BIAS: bool = false;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 32u;

const OUT_C4: u32 = OUT_C / 4u;
// Rows of the largest phase, and its groups of 4 pixels a row.
const ROWS: u32 = (OUT_H + STEP - 1u) / STEP;
const QUADS: u32 = ((OUT_W + STEP - 1u) / STEP + 3u) / 4u;

@group(0) @binding(0) var<storage, read> x: array<f32, N * IN_H * IN_W * X_C>;
@group(0) @binding(1) var<storage, read> weight: array<vec4f>;
@group(0) @binding(2) var<storage, read> bias: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out: array<vec4f, N * OUT_H * OUT_W * OUT_C4>;

// The bound, through a number that only the driver knows: compilers for CPUs would unroll the loops and then take long
// over the result.
fn least(bound: u32) -> u32 {
  return min(bound, arrayLength(&weight));
}

fn store(place: u32, inside: bool, c4: u32, left: vec4f, right: vec4f) {
  if (!inside) {
    return;
  }
  var values = array<vec4f, 2>(left, right);
  if (BIAS) {
    values[0] += bias[c4];
    values[1] += bias[c4 + 1u];
  }
  if (ACCUMULATES) {
    out[place] += values[0];
    out[place + 1u] += values[1];
  } else {
    out[place] = values[0];
    out[place + 1u] = values[1];
  }
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let phase = vec2u(group.z % STEP, group.z / STEP);
  let size = (vec2u(OUT_W, OUT_H) + STEP - 1u - phase) / STEP;
  let row = id.x / QUADS;
  let sample = row / ROWS;
  let safe_sample = min(sample, N - 1u);
  let y = row % ROWS;
  let column = 4u * (id.x % QUADS);
  let c4 = 2u * group.y;
  // Columns beyond the last one read the last one; their sums are not stored.
  let last = max(size, vec2u(1u)) - 1u;
  let start = (safe_sample * IN_H + min(y, last.y) * READ_STEP) * IN_W;
  let start0 = (start + min(column, last.x) * READ_STEP) * X_C;
  let start1 = (start + min(column + 1u, last.x) * READ_STEP) * X_C;
  let start2 = (start + min(column + 2u, last.x) * READ_STEP) * X_C;
  let start3 = (start + min(column + 3u, last.x) * READ_STEP) * X_C;
  var left0 = vec4f();
  var left1 = vec4f();
  var left2 = vec4f();
  var left3 = vec4f();
  var right0 = vec4f();
  var right1 = vec4f();
  var right2 = vec4f();
  var right3 = vec4f();
  let first = (phase + SHIFT) % STEP;
  for (var ky = first.y; ky < least(KERNEL); ky += STEP) {
    for (var kx = first.x; kx < least(KERNEL); kx += STEP) {
      let tap = ky * KERNEL + kx;
      let moved = select(vec2u(kx, ky), (phase + SHIFT - vec2u(kx, ky)) / STEP, TRANSPOSED);
      let origin = (moved.y * IN_W + moved.x) * X_C;
      for (var k = 0u; k < least(IN_C); k++) {
        let value0 = x[start0 + origin + k];
        let value1 = x[start1 + origin + k];
        let value2 = x[start2 + origin + k];
        let value3 = x[start3 + origin + k];
        let left = weight[(tap * IN_C + k) * OUT_C4 + c4];
        let right = weight[(tap * IN_C + k) * OUT_C4 + c4 + 1u];
        left0 += value0 * left;
        left1 += value1 * left;
        left2 += value2 * left;
        left3 += value3 * left;
        right0 += value0 * right;
        right1 += value1 * right;
        right2 += value2 * right;
        right3 += value3 * right;
      }
    }
  }
  let inside = sample < N && y < size.y;
  let place = (((sample * OUT_H + y * STEP + phase.y) * OUT_W) + column * STEP + phase.x) * OUT_C4 + c4;
  store(place, inside && column < size.x, c4, left0, right0);
  store(place + STEP * OUT_C4, inside && column + 1u < size.x, c4, left1, right1);
  store(place + 2u * STEP * OUT_C4, inside && column + 2u < size.x, c4, left2, right2);
  store(place + 3u * STEP * OUT_C4, inside && column + 3u < size.x, c4, left3, right3);
}
