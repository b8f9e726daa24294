// d_table[r, e] = sum over the b with indices[b] = r of d_out[b, e], b in ascending order.
//
// indices: [BATCH], d_out: [BATCH, WIDTH], d_table: [ROWS, WIDTH]. One thread an element of d_table looks through the
// whole batch: no atomics, so the same bits each time. An index beyond the table counts for its last row, as in
// forward.wgsl. Needs from the forward pass: indices.

const ROWS: u32 = 16u;
const WIDTH: u32 = 8u;
const BATCH: u32 = 64u;
const ACCUMULATES: bool = false; // d_table += instead of d_table =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> indices: array<u32, BATCH>;
@group(0) @binding(1) var<storage, read> d_out: array<f32, BATCH * WIDTH>;
@group(0) @binding(2) var<storage, read_write> d_table: array<f32, ROWS * WIDTH>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= ROWS * WIDTH) {
    return;
  }
  let row = i / WIDTH;
  let column = i % WIDTH;
  var sum = 0.0;
  for (var b = 0u; b < BATCH; b++) {
    if (min(indices[b], ROWS - 1u) == row) {
      sum += d_out[b * WIDTH + column];
    }
  }
  if (ACCUMULATES) {
    d_table[i] += sum;
  } else {
    d_table[i] = sum;
  }
}
