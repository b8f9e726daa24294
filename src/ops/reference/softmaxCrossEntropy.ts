import { Array64 } from './array64.ts';

/** row_loss[b] = -log softmax(logits[b])[label_b], the gradient of its mean, and 1 where the first largest logit is the label's. */
export function softmaxCrossEntropy(_: null, logits: Array64, labels: Array64): Array64[] {
  const { rows, columns } = logits;
  const gradient = new Array64(logits.shape);
  const rowLoss = new Array64(labels.shape);
  const correct = new Array64(labels.shape);
  for (let row = 0; row < rows; row += 1) {
    const values = [...logits.data.subarray(row * columns, (row + 1) * columns)];
    const label = Math.min(labels.get(0, row), columns - 1);
    const largest = Math.max(...values);
    const shares = values.map((value) => Math.exp(value - largest));
    const sum = shares.reduce((total, share) => total + share, 0);
    shares.forEach((share, k) => gradient.set(row, k, (share / sum - (k === label ? 1 : 0)) / rows));
    rowLoss.set(0, row, Math.log(sum) + largest - (values[label] ?? Number.NaN));
    correct.set(0, row, values.indexOf(largest) === label ? 1 : 0);
  }
  return [gradient, rowLoss, correct];
}
