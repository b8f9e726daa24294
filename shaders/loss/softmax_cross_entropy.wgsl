// Cross entropy of the softmax of logits, its gradient, and whether the likeliest class is the right one:
//   row_loss[b]    = log(sum_k exp(logits[b, k])) - logits[b, label_b]
//   d_logits[b, k] = (softmax(logits[b])[k] - (k == label_b)) / BATCH
//   correct[b]     = 1 where label_b is the lowest k with the largest logit, else 0
// so that the loss is the mean of row_loss and d_logits its gradient. A label beyond the classes counts as the last one.
//
// logits, d_logits [BATCH, CLASSES]; labels [BATCH]; row_loss, correct [BATCH]
//
// One thread a row: classifiers have few classes. The largest logit is taken off first, so that no exponential overflows;
// what lies more than 120 below it is nothing in f32.

const BATCH: u32 = 64u;
const CLASSES: u32 = 10u;
const WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<storage, read> logits: array<f32>;
@group(0) @binding(1) var<storage, read> labels: array<u32>;
@group(0) @binding(2) var<storage, read_write> d_logits: array<f32>;
@group(0) @binding(3) var<storage, read_write> row_loss: array<f32>;
@group(0) @binding(4) var<storage, read_write> correct: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * groups.x * WORKGROUP;
  if (row >= BATCH) {
    return;
  }
  let start = row * CLASSES;
  let label = min(labels[row], CLASSES - 1u);
  var likeliest = 0u;
  var largest = logits[start];
  for (var k = 1u; k < CLASSES; k += 1u) {
    let logit = logits[start + k];
    if (logit > largest) {
      largest = logit;
      likeliest = k;
    }
  }
  var sum = 0.0;
  for (var k = 0u; k < CLASSES; k += 1u) {
    sum += exp(max(logits[start + k] - largest, -120.0));
  }
  let scale = 1.0 / (sum * f32(BATCH));
  for (var k = 0u; k < CLASSES; k += 1u) {
    let share = exp(max(logits[start + k] - largest, -120.0)) * scale;
    d_logits[start + k] = share - select(0.0, 1.0 / f32(BATCH), k == label);
  }
  row_loss[row] = log(sum) + (largest - logits[start + label]);
  correct[row] = select(0.0, 1.0, likeliest == label);
}
