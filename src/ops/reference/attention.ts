import type { AttentionAttributes } from '../attention.ts';
import { Array64 } from './array64.ts';

/** Sizes, and the place of element d of a token of a head in [N, T, heads * width]. */
function layout(q: Array64, heads: number) {
  const [samples = 1, tokens = 1] = q.shape;
  const width = q.columns / heads;
  return {
    samples, tokens, width, scale: 1 / Math.sqrt(width),
    dot(a: Array64, t: number, b: Array64, s: number, sample: number, head: number): number {
      let sum = 0;
      for (let d = head * width; d < (head + 1) * width; d += 1) sum += a.get(sample * tokens + t, d) * b.get(sample * tokens + s, d);
      return sum;
    },
  };
}

/** Calls `visit` for every query of every head of every sample with its row of [N, heads, T] and its probabilities. */
function eachRow(q: Array64, k: Array64, heads: number, visit: (row: { sample: number; head: number; t: number; index: number; probabilities: readonly number[]; logSum: number }) => void): void {
  const { samples, tokens, scale, dot } = layout(q, heads);
  for (let sample = 0; sample < samples; sample += 1) {
    for (let head = 0; head < heads; head += 1) {
      for (let t = 0; t < tokens; t += 1) {
        const scores = Array.from({ length: tokens }, (_, s) => scale * dot(q, t, k, s, sample, head));
        const largest = Math.max(...scores);
        const logSum = largest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - largest), 0));
        visit({ sample, head, t, index: (sample * heads + head) * tokens + t, probabilities: scores.map((score) => Math.exp(score - logSum)), logSum });
      }
    }
  }
}

/** Adds factor * row `from` of a head of x to row `to` of out. */
function addRow(out: Array64, to: number, x: Array64, from: number, head: number, width: number, factor: number): void {
  for (let d = head * width; d < (head + 1) * width; d += 1) out.set(to, d, out.get(to, d) + factor * x.get(from, d));
}

/** out = softmax(q k^T / sqrt(width)) v of each head, and the log of each row's sum of exponentials [N, heads, T]. */
export function attention({ heads }: AttentionAttributes, q: Array64, k: Array64, v: Array64): Array64[] {
  const { samples, tokens, width } = layout(q, heads);
  const out = new Array64(q.shape);
  const logSums = new Array64([samples, heads, tokens]);
  eachRow(q, k, heads, ({ sample, head, t, index, probabilities, logSum }) => {
    logSums.data[index] = logSum;
    probabilities.forEach((p, s) => addRow(out, sample * tokens + t, v, sample * tokens + s, head, width, p));
  });
  return [out, logSums];
}

/** out.d_out of each row of each head: [N, heads, T]. */
export function attentionRowDot({ heads }: AttentionAttributes, out: Array64, gradient: Array64): Array64[] {
  const { samples, tokens, dot } = layout(out, heads);
  return [new Array64([samples, heads, tokens]).map((_, index) => {
    const [t, head, sample] = [index % tokens, Math.floor(index / tokens) % heads, Math.floor(index / (tokens * heads))];
    return dot(out, t, gradient, t, sample, head);
  })];
}

/** d_q, d_k and d_v from q, k, v and d_out; the probabilities and the row dots are made here. */
export function attentionGradient({ heads }: AttentionAttributes, q: Array64, k: Array64, v: Array64, gradient: Array64): Array64[] {
  const { tokens, width, scale, dot } = layout(q, heads);
  const [dQ, dK, dV] = [new Array64(q.shape), new Array64(q.shape), new Array64(q.shape)];
  eachRow(q, k, heads, ({ sample, head, t, probabilities }) => {
    const row = sample * tokens + t;
    const dP = probabilities.map((_, s) => dot(gradient, t, v, s, sample, head));
    const mean = probabilities.reduce((sum, p, s) => sum + p * (dP[s] ?? Number.NaN), 0);
    probabilities.forEach((p, s) => {
      const dScore = scale * p * ((dP[s] ?? Number.NaN) - mean);
      addRow(dQ, row, k, sample * tokens + s, head, width, dScore);
      addRow(dK, sample * tokens + s, q, row, head, width, dScore);
      addRow(dV, sample * tokens + s, gradient, row, head, width, p);
    });
  });
  return [dQ, dK, dV];
}

/** d_q; the log sums and row dots that the kernel is given follow from the other inputs. */
export function attentionQueryGradient(attributes: AttentionAttributes, q: Array64, k: Array64, v: Array64, _logSums: Array64, _rowDots: Array64, gradient: Array64): Array64[] {
  return attentionGradient(attributes, q, k, v, gradient).slice(0, 1);
}

/** d_k and d_v. */
export function attentionKeyValueGradient(attributes: AttentionAttributes, q: Array64, k: Array64, v: Array64, _logSums: Array64, _rowDots: Array64, gradient: Array64): Array64[] {
  return attentionGradient(attributes, q, k, v, gradient).slice(1);
}
