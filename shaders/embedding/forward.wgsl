// out[b, e] = table[indices[b], e]: rows of a table gathered by index. An index beyond the table reads its last row.
//
// table: [ROWS, WIDTH], indices: [BATCH], out: [BATCH, WIDTH]. One thread an element of out.
// Saved for the backward pass: indices.

const ROWS: u32 = 16u;
const WIDTH: u32 = 8u;
const BATCH: u32 = 64u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> table: array<f32, ROWS * WIDTH>;
@group(0) @binding(1) var<storage, read> indices: array<u32, BATCH>;
@group(0) @binding(2) var<storage, read_write> out: array<f32, BATCH * WIDTH>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= BATCH * WIDTH) {
    return;
  }
  let row = min(indices[i / WIDTH], ROWS - 1u);
  let value = table[row * WIDTH + i % WIDTH];
  if (ACCUMULATES) {
    out[i] += value;
  } else {
    out[i] = value;
  }
}
