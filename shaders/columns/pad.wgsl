// out[r, c] = x[r, c - OUT_START] where that column exists, else 0: the backward pass of a slice of the last axis.
//
// x: [ROWS, X_WIDTH], out: [ROWS, OUT_WIDTH]. One thread an element of out. Saved for the backward pass: nothing.

const ROWS: u32 = 16u;
const X_WIDTH: u32 = 4u;
const OUT_WIDTH: u32 = 8u;
const OUT_START: u32 = 0u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x: array<f32, ROWS * X_WIDTH>;
@group(0) @binding(1) var<storage, read_write> out: array<f32, ROWS * OUT_WIDTH>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= ROWS * OUT_WIDTH) {
    return;
  }
  let row = i / OUT_WIDTH;
  let column = i % OUT_WIDTH;
  if (column >= OUT_START && column < OUT_START + X_WIDTH) {
    let value = x[row * X_WIDTH + column - OUT_START];
    if (ACCUMULATES) {
      out[i] += value;
    } else {
      out[i] = value;
    }
  } else if (!ACCUMULATES) {
    out[i] = 0.0;
  }
}
