// out[n, y, x, c] = x[n, y - ROWS_BEFORE, x - COLUMNS_BEFORE, c], zero outside: a border of zeros round every image, and
// zero channels up to a multiple of 4. With it rows.wgsl and weight_rows.wgsl need no tests for edges, and those that read
// whole vec4s can.
//
// x: [N, H, W, C], out: [N, OUT_H, OUT_W, 4 OUT_C4]. Thread i makes vec4 i of out.
// Saved for the backward pass: nothing.

const N: u32 = 2u;
const H: u32 = 8u;
const W: u32 = 8u;
const C: u32 = 3u;
const OUT_H: u32 = 10u;
const OUT_W: u32 = 10u;
const OUT_C4: u32 = 1u;
const ROWS_BEFORE: u32 = 1u;
const COLUMNS_BEFORE: u32 = 1u;
const WORKGROUP: u32 = 64u;

const SIZE: u32 = N * OUT_H * OUT_W * OUT_C4;

@group(0) @binding(0) var<storage, read> x: array<f32, N * H * W * C>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4f, SIZE>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SIZE) {
    return;
  }
  let channel = 4u * (i % OUT_C4);
  let pixel = i / OUT_C4;
  // Before the first row or column the difference wraps round to a huge number: one test serves both edges.
  let column = pixel % OUT_W - COLUMNS_BEFORE;
  let row = pixel / OUT_W % OUT_H - ROWS_BEFORE;
  var value = vec4f();
  if (row < H && column < W) {
    let origin = ((pixel / (OUT_W * OUT_H) * H + row) * W + column) * C + channel;
    for (var j = 0u; j < 4u; j++) {
      if (C % 4u == 0u || channel + j < C) {
        value[j] = x[origin + j];
      }
    }
  }
  out[i] = value;
}
