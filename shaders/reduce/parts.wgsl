// out[i] = partial[0, i] + partial[1, i] + ... in this order: the second stage of every sum that was cut into parts.
//
// partial: [PARTS, SIZE], out: [SIZE]. One thread an element. No atomics, so the same bits each time.
// Saved for the backward pass: nothing.

const PARTS: u32 = 4u;
const SIZE: u32 = 64u;
const ACCUMULATES: bool = false; // out += instead of out =
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> partial: array<f32, PARTS * SIZE>;
@group(0) @binding(1) var<storage, read_write> out: array<f32, SIZE>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * (groups.x * WORKGROUP);
  if (i >= SIZE) {
    return;
  }
  var sum = 0.0;
  for (var part = 0u; part < PARTS; part++) {
    sum += partial[part * SIZE + i];
  }
  if (ACCUMULATES) {
    out[i] += sum;
  } else {
    out[i] = sum;
  }
}
