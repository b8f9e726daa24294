// out[part, c] = sum over the rows r of this part of x[r, c], rows in ascending order: the first stage of a sum over rows,
// and all of it where PARTS is 1 (a bias gradient over a small batch).
//
// x: [ROWS, COLUMNS], out: [PARTS, COLUMNS]; part p begins at row p * PART_ROWS. Thread i makes
// out[i / COLUMNS, i % COLUMNS], so that neighbours read neighbouring columns. Second stage: parts.wgsl.
// Saved for the backward pass: nothing.

const ROWS: u32 = 64u;
const COLUMNS: u32 = 64u;
const PARTS: u32 = 1u;
const PART_ROWS: u32 = 64u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> x: array<f32, ROWS * COLUMNS>;
@group(0) @binding(1) var<storage, read_write> out: array<f32, PARTS * COLUMNS>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= PARTS * COLUMNS) {
    return;
  }
  let column = i % COLUMNS;
  let begin = i / COLUMNS * PART_ROWS;
  var sum = 0.0;
  for (var row = begin; row < min(begin + PART_ROWS, ROWS); row++) {
    sum += x[row * COLUMNS + column];
  }
  if (ACCUMULATES) {
    out[i] += sum;
  } else {
    out[i] = sum;
  }
}
