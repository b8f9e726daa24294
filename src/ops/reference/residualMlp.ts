import { mlpLayout, type MlpSizes, paddedRows } from '../residualMlpLayout.ts';
import { activation, activationBackward } from './activation.ts';
import { Array64 } from './array64.ts';

const SILU = { kind: 'silu' } as const;

const only = ([output]: Array64[]): Array64 => {
  if (!output) throw new RangeError('An operation gave no output.');
  return output;
};

/** Where a layer's weight and bias lie in the arena, and what it joins: layer 0 is the input layer, depth + 1 the output layer. */
function place(sizes: MlpSizes, layer: number): { inputs: number; outputs: number; weight: number; bias: number } {
  const layout = mlpLayout(sizes);
  if (layer === 0) return { inputs: layout.inputs, outputs: sizes.width, weight: layout.inWeight, bias: layout.inBias };
  if (layer > sizes.depth) return { inputs: sizes.width, outputs: 2, weight: layout.outWeight, bias: layout.outBias };
  const weight = layout.hiddenWeight + (layer - 1) * layout.hiddenStride;
  return { inputs: sizes.width, outputs: sizes.width, weight, bias: weight + layout.hiddenBias };
}

/** A layer's weight [inputs, outputs] and bias [outputs]. */
export function layerParameters(sizes: MlpSizes, layer: number, arena: Array64): { weight: Array64; bias: Array64 } {
  const { inputs, outputs, weight, bias } = place(sizes, layer);
  return {
    weight: new Array64([inputs, outputs], arena.data.slice(weight, weight + inputs * outputs)),
    bias: new Array64([outputs], arena.data.slice(bias, bias + outputs)),
  };
}

/** [units, rows] of what is saved, from one [batch, units] a layer; rows beyond the batch are zero. */
function unitMajor(parts: readonly Array64[], rows: number): Array64 {
  const saved = new Array64([parts.reduce((sum, part) => sum + part.columns, 0), rows]);
  let first = 0;
  for (const part of parts) {
    for (let row = 0; row < part.rows; row += 1) {
      for (let unit = 0; unit < part.columns; unit += 1) saved.set(first + unit, row, part.get(row, unit));
    }
    first += part.columns;
  }
  return saved;
}

/** Units first to first + count - 1 of what was saved, as [batch, count]. */
export function savedUnits(saved: Array64, first: number, count: number, batch: number): Array64 {
  return new Array64([batch, count]).map((_, index) => saved.get(first + index % count, Math.floor(index / count)));
}

/** [x, sin(2 pi f.x), cos(2 pi f.x), table[t]]: [batch, inputs]. */
export function mlpFeatures(x: Array64, timesteps: Array64, frequencies: Array64, table: Array64): Array64 {
  const rows = Array.from({ length: x.rows }, (_, row) => {
    const [px, py] = [x.get(row, 0), x.get(row, 1)];
    const angles = Array.from({ length: frequencies.rows }, (__, f) => 2 * Math.PI * (px * frequencies.get(f, 0) + py * frequencies.get(f, 1)));
    const embedding = Array.from({ length: table.columns }, (__, e) => table.get(timesteps.get(0, row), e));
    return [px, py, ...angles.map(Math.sin), ...angles.map(Math.cos), ...embedding];
  });
  return new Array64([x.rows, rows[0]?.length ?? 0], rows.flat());
}

/** The network behind its features: prediction [batch, 2], the input of each layer, and the pre-activations. */
export function mlpNetwork(sizes: MlpSizes, features: Array64, arena: Array64): { prediction: Array64; layerInputs: Array64[]; pre: Array64[] } {
  const layerInputs = [features];
  const pre: Array64[] = [];
  let h = features;
  for (let layer = 0; layer <= sizes.depth + 1; layer += 1) {
    const { weight, bias } = layerParameters(sizes, layer, arena);
    const sums = new Array64([h.rows, weight.columns]).map((_, index) => {
      const [row, column] = [Math.floor(index / weight.columns), index % weight.columns];
      let sum = bias.get(0, column);
      for (let k = 0; k < h.columns; k += 1) sum += h.get(row, k) * weight.get(k, column);
      return sum;
    });
    if (layer > sizes.depth) return { prediction: sums, layerInputs, pre };
    pre.push(sums);
    const active = only(activation(SILU, sums));
    h = layer === 0 ? active : active.zip(h, (a, b) => a + b);
    layerInputs.push(h);
  }
  throw new RangeError('A network has an output layer.');
}

/** prediction, layer inputs and pre-activations, as shaders/residual_mlp/ states them; padding is zero here. */
export function residualMlp(sizes: MlpSizes, x: Array64, timesteps: Array64, frequencies: Array64, table: Array64, arena: Array64): Array64[] {
  const { prediction, layerInputs, pre } = mlpNetwork(sizes, mlpFeatures(x, timesteps, frequencies, table), arena);
  const rows = paddedRows(x.rows);
  return [prediction, unitMajor(layerInputs, rows), unitMajor(pre, rows)];
}

/** d_pre_l = d_h_l silu'(pre_l), d_h_(l-1) = d_h_l + d_pre_l W_l^T, from the output back; the last two units are d_prediction. */
export function residualMlpBackward(sizes: MlpSizes, dPrediction: Array64, arena: Array64, saved: Array64): Array64[] {
  const batch = dPrediction.rows;
  const dPre: Array64[] = [dPrediction];
  let dHidden = new Array64([batch, sizes.width]);
  for (let layer = sizes.depth + 1; layer > 0; layer -= 1) {
    const { weight } = layerParameters(sizes, layer, arena);
    const outgoing = dPre[0] ?? dPrediction;
    dHidden = dHidden.map((before, index) => {
      const [row, unit] = [Math.floor(index / sizes.width), index % sizes.width];
      // The output layer has no way round it.
      let sum = layer > sizes.depth ? 0 : before;
      for (let j = 0; j < weight.columns; j += 1) sum += outgoing.get(row, j) * weight.get(unit, j);
      return sum;
    });
    const pre = savedUnits(saved, (layer - 1) * sizes.width, sizes.width, batch);
    dPre.unshift(only(activationBackward(SILU, pre, dHidden)));
  }
  return [unitMajor(dPre, saved.columns)];
}

/** d_W_l = layer_input_l^T d_pre_l, d_b_l = sum of d_pre_l over the rows, in the places of the arena; gaps are zero. */
export function residualMlpWeightGradient(sizes: MlpSizes, layerInput: Array64, dPre: Array64): Array64[] {
  const arena = new Array64([mlpLayout(sizes).total]);
  let [from, to] = [0, 0];
  for (let layer = 0; layer <= sizes.depth + 1; layer += 1) {
    const { inputs, outputs, weight, bias } = place(sizes, layer);
    for (let row = 0; row < layerInput.columns; row += 1) {
      for (let j = 0; j < outputs; j += 1) {
        const d = dPre.get(to + j, row);
        for (let i = 0; i < inputs; i += 1) arena.set(0, weight + i * outputs + j, arena.get(0, weight + i * outputs + j) + layerInput.get(from + i, row) * d);
        arena.set(0, bias + j, arena.get(0, bias + j) + d);
      }
    }
    from += inputs;
    to += outputs;
  }
  return [arena];
}
