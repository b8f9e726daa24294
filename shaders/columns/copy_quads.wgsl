// As copy.wgsl, four elements a thread, where 4 divides all widths and starts, which are given in vec4s here:
// out[r, OUT_START + c] = x[r, X_START + c] for c < WIDTH; add/quads.wgsl tells why.
//
// x: [ROWS, X_WIDTH], out: [ROWS, OUT_WIDTH], of vec4s. One thread a vec4; columns of out outside of the range are left
// alone. Saved for the backward pass: nothing.

const ROWS: u32 = 16u;
const WIDTH: u32 = 1u;
const X_WIDTH: u32 = 1u;
const X_START: u32 = 0u;
const OUT_WIDTH: u32 = 2u;
const OUT_START: u32 = 0u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x: array<vec4f, ROWS * X_WIDTH>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4f, ROWS * OUT_WIDTH>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= ROWS * WIDTH) {
    return;
  }
  let row = i / WIDTH;
  let column = i % WIDTH;
  let value = x[row * X_WIDTH + X_START + column];
  let place = row * OUT_WIDTH + OUT_START + column;
  if (ACCUMULATES) {
    out[place] += value;
  } else {
    out[place] = value;
  }
}
