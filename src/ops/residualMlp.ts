import addParts from '../../shaders/residual_mlp/add_parts.wgsl?raw';
import backwardLanes from '../../shaders/residual_mlp/backward_lanes.wgsl?raw';
import backwardRows from '../../shaders/residual_mlp/backward_rows.wgsl?raw';
import backwardTile from '../../shaders/residual_mlp/backward_tile.wgsl?raw';
import forwardLanes from '../../shaders/residual_mlp/forward_lanes.wgsl?raw';
import forwardRows from '../../shaders/residual_mlp/forward_rows.wgsl?raw';
import forwardTile from '../../shaders/residual_mlp/forward_tile.wgsl?raw';
import weightGradientLanes from '../../shaders/residual_mlp/weight_gradient_lanes.wgsl?raw';
import weightGradientRows from '../../shaders/residual_mlp/weight_gradient_rows.wgsl?raw';
import weightGradientTile from '../../shaders/residual_mlp/weight_gradient_tile.wgsl?raw';
import type { Constants, Shader } from '../gpu/shader.ts';
import { at, type DeviceTraits, expectShape, type Launch, lineOf, type Operation, type Tensor } from './operation.ts';
import { mlpLayout, type MlpSizes, paddedRows, POINT_DIMENSIONS, ROW_TILE } from './residualMlpLayout.ts';

/** Constants that the three shaders share. */
function constantsOf(sizes: MlpSizes, batch: number) {
  const layout = mlpLayout(sizes);
  return {
    BATCH: batch, ROWS: paddedRows(batch), FREQUENCIES: sizes.frequencies, EMBEDDING: sizes.embedding, INPUTS: layout.inputs,
    WIDTH: sizes.width, DEPTH: sizes.depth, IN_WEIGHT: layout.inWeight, IN_BIAS: layout.inBias, HIDDEN_WEIGHT: layout.hiddenWeight,
    HIDDEN_BIAS: layout.hiddenBias, HIDDEN_STRIDE: layout.hiddenStride, OUT_WEIGHT: layout.outWeight, OUT_BIAS: layout.outBias, TOTAL: layout.total,
  };
}

type ConstantName = keyof ReturnType<typeof constantsOf>;

function pick(sizes: MlpSizes, batch: number, names: readonly ConstantName[]): Constants {
  const all = constantsOf(sizes, batch);
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

type Variant = 'rows' | 'lanes' | 'tile';

const SHADERS = {
  forward: {
    rows: { name: 'residual_mlp/forward_rows', code: forwardRows },
    lanes: { name: 'residual_mlp/forward_lanes', code: forwardLanes },
    tile: { name: 'residual_mlp/forward_tile', code: forwardTile },
  },
  backward: {
    rows: { name: 'residual_mlp/backward_rows', code: backwardRows },
    lanes: { name: 'residual_mlp/backward_lanes', code: backwardLanes },
    tile: { name: 'residual_mlp/backward_tile', code: backwardTile },
  },
} as const satisfies Record<string, Record<Variant, Shader>>;

/** Workgroups that keep a large GPU busy. */
const WANTED_WORKGROUPS = 512;
const MOST_PARTS = 32;

/**
 * On a CPU the row-wise kernels win: they need no barrier, which there costs a switch between all threads of a workgroup,
 * and read weights at one address for all threads, which is one load there; with subgroups of a fixed size the threads
 * share even that ("lanes", about half the time on Mesa's llvmpipe). On a GPU the tiled ones do.
 */
function variantFor({ software, subgroupSize }: DeviceTraits): Variant {
  if (!software) return 'tile';
  return subgroupSize === 4 || subgroupSize === 8 ? 'lanes' : 'rows';
}

/** Workgroups for the padded rows of a batch: tiled 16 rows each; else four rows a thread, 8 threads or one subgroup. */
function groupsFor(variant: Variant, batch: number, { subgroupSize = 8 }: DeviceTraits): number {
  const rows = { rows: 32, lanes: 4 * subgroupSize, tile: 16 };
  return paddedRows(batch) / rows[variant];
}

/** The size of a subgroup as a constant, where the shader has it. */
function lanesOf(variant: Variant, { subgroupSize = 8 }: DeviceTraits): Constants {
  return variant === 'lanes' ? { LANES: subgroupSize } : {};
}

/**
 * The whole residual MLP on points, fused: features, input layer, residual layers, output. Inputs: x_t [B, 2],
 * timesteps [B] (u32), frequencies [F, 2], timestep table [T, E], the parameter arena [layout.total].
 * Outputs: prediction [B, 2]; layer inputs and pre-activations, saved for the backward pass (shaders/residual_mlp/).
 */
export const residualMlp: Operation<MlpSizes> = {
  name: 'residualMlp',
  infer(inputs, sizes) {
    const layout = mlpLayout(sizes);
    const batch = at(at(inputs, 0).shape, 0);
    expectShape('residualMlp', 'x_t', at(inputs, 0).shape, [batch, POINT_DIMENSIONS]);
    expectShape('residualMlp', 'timesteps', at(inputs, 1).shape, [batch]);
    expectShape('residualMlp', 'frequencies', at(inputs, 2).shape, [sizes.frequencies, POINT_DIMENSIONS]);
    expectShape('residualMlp', 'the parameter arena', at(inputs, 4).shape, [layout.total]);
    const rows = paddedRows(batch);
    return [
      { shape: [batch, POINT_DIMENSIONS], type: 'f32' },
      { shape: [layout.inputs + (sizes.depth + 1) * sizes.width, rows], type: 'f32' },
      { shape: [(sizes.depth + 1) * sizes.width, rows], type: 'f32' },
    ];
  },
  launch({ inputs, outputs, attributes: sizes, traits }) {
    const batch = at(at(inputs, 0).shape, 0);
    const variant = variantFor(traits);
    const names = ['BATCH', 'ROWS', 'FREQUENCIES', 'EMBEDDING', 'WIDTH', 'DEPTH', 'IN_WEIGHT', 'IN_BIAS', 'HIDDEN_WEIGHT', 'HIDDEN_BIAS', 'HIDDEN_STRIDE', 'OUT_WEIGHT', 'OUT_BIAS'] as const;
    return [{
      shader: SHADERS.forward[variant],
      constants: { ...pick(sizes, batch, names), ...lanesOf(variant, traits) },
      bind: {
        x_t: at(inputs, 0), timesteps: at(inputs, 1), frequencies: at(inputs, 2), table: at(inputs, 3), parameters: at(inputs, 4),
        prediction: at(outputs, 0), layer_input: at(outputs, 1), pre: at(outputs, 2),
      },
      workgroups: [groupsFor(variant, batch, traits), 1, 1],
    }];
  },
  gradient({ inputs, outputs, attributes, gradients, apply, accumulate }) {
    const [layerInput, pre, arena, dPrediction] = [at(outputs, 1), at(outputs, 2), at(inputs, 4), gradients[0]];
    if (!dPrediction) return [];
    const dPre = at(apply(residualMlpBackward, [dPrediction, arena, pre], attributes), 0);
    accumulate(residualMlpWeightGradient, [layerInput, dPre], attributes, arena);
    // x_t is noised data, and the tables are fixed: nothing before this is trained.
    return [];
  },
};

/**
 * Inputs: d_prediction [B, 2], the parameter arena, pre-activations as saved. Output: d_pre [(depth + 1) width + 2, rows],
 * the gradients of all pre-activations and, in the last two units, d_prediction.
 */
export const residualMlpBackward: Operation<MlpSizes> = {
  name: 'residualMlpBackward',
  infer(inputs, sizes) {
    const rows = paddedRows(at(at(inputs, 0).shape, 0));
    expectShape('residualMlpBackward', 'pre', at(inputs, 2).shape, [(sizes.depth + 1) * sizes.width, rows]);
    return [{ shape: [(sizes.depth + 1) * sizes.width + POINT_DIMENSIONS, rows], type: 'f32' }];
  },
  launch({ inputs, outputs, attributes: sizes, scratch, traits }) {
    const batch = at(at(inputs, 0).shape, 0);
    const variant = variantFor(traits);
    const bind: Record<string, Tensor> = { d_prediction: at(inputs, 0), parameters: at(inputs, 1), pre: at(inputs, 2), d_pre: at(outputs, 0) };
    return [{
      shader: SHADERS.backward[variant],
      constants: { ...pick(sizes, batch, ['BATCH', 'ROWS', 'WIDTH', 'DEPTH', 'HIDDEN_WEIGHT', 'HIDDEN_STRIDE', 'OUT_WEIGHT']), ...lanesOf(variant, traits) },
      bind: variant !== 'tile' ? { ...bind, d_hidden: scratch([sizes.width, paddedRows(batch)]) } : bind,
      workgroups: [groupsFor(variant, batch, traits), 1, 1],
    }];
  },
  gradient: 'it is a gradient itself',
};

/** Inputs: layer inputs and d_pre as saved and made above. Output: the gradient arena, added to. */
export const residualMlpWeightGradient: Operation<MlpSizes> = {
  name: 'residualMlpWeightGradient',
  infer(inputs, sizes) {
    const [layerInput, dPre] = [at(inputs, 0), at(inputs, 1)];
    if (at(layerInput.shape, 1) % ROW_TILE !== 0) throw new Error(`residualMlpWeightGradient works on rows padded to a multiple of ${ROW_TILE}.`);
    expectShape('residualMlpWeightGradient', 'd_pre', dPre.shape, [(sizes.depth + 1) * sizes.width + POINT_DIMENSIONS, at(layerInput.shape, 1)]);
    return [{ shape: [mlpLayout(sizes).total], type: 'f32' }];
  },
  launch({ inputs, outputs, attributes: sizes, traits, scratch }): Launch[] {
    const rows = at(at(inputs, 0).shape, 1);
    const { inputs: features, total } = mlpLayout(sizes);
    const layers = ['INPUTS', 'WIDTH', 'DEPTH', 'IN_WEIGHT', 'IN_BIAS', 'HIDDEN_WEIGHT', 'HIDDEN_BIAS', 'HIDDEN_STRIDE', 'OUT_WEIGHT', 'OUT_BIAS'] as const;
    const operands: Record<string, Tensor> = { layer_input: at(inputs, 0), d_pre: at(inputs, 1) };
    const tilesOf = (unitsATile: number, columnsATile: number): number => {
      const unitTiles = (units: number): number => Math.ceil(units / unitsATile);
      return (unitTiles(features) + sizes.depth * unitTiles(sizes.width)) * Math.ceil(sizes.width / columnsATile) + unitTiles(sizes.width);
    };
    const variant = variantFor(traits);
    if (variant !== 'tile') {
      const { subgroupSize = 8 } = traits;
      return [{
        shader: variant === 'rows' ? { name: 'residual_mlp/weight_gradient_rows', code: weightGradientRows } : { name: 'residual_mlp/weight_gradient_lanes', code: weightGradientLanes },
        constants: { ...pick(sizes, rows, ['ROWS', ...layers]), ...lanesOf(variant, traits) },
        bind: { ...operands, d_parameters: at(outputs, 0) },
        workgroups: [variant === 'rows' ? tilesOf(32, 8) : tilesOf(4 * subgroupSize, 16), 1, 1],
      }];
    }
    const tiles = tilesOf(32, 32);
    const parts = Math.max(1, Math.min(rows / ROW_TILE, MOST_PARTS, Math.ceil(WANTED_WORKGROUPS / tiles)));
    const partial = scratch([parts, total]);
    return [{
      shader: { name: 'residual_mlp/weight_gradient_tile', code: weightGradientTile },
      constants: { ...pick(sizes, rows, ['ROWS', 'TOTAL', ...layers]), PARTS: parts },
      bind: { ...operands, parts: partial },
      workgroups: [tiles, parts, 1],
    }, {
      shader: { name: 'residual_mlp/add_parts', code: addParts },
      constants: { ...pick(sizes, rows, ['TOTAL', ...layers]), PARTS: parts },
      bind: { parts: partial, d_parameters: at(outputs, 0) },
      workgroups: lineOf(total),
    }];
  },
  gradient: 'it is a gradient itself',
};
