import averageCode from '../../shaders/optimizer/average.wgsl?raw';
import recordCode from '../../shaders/optimizer/norm_record.wgsl?raw';
import normCode from '../../shaders/optimizer/squared_norm.wgsl?raw';
import type { Constants, Shader } from '../gpu/shader.ts';
import { NORM_PLACE, SLOT_FLOATS } from './lossSummary.ts';
import { at, type DeviceTraits, elements, expectShape, type Launch, type LaunchContext, lineOf, type Operation, type Tensor, type TensorSpec, WORKGROUP } from './operation.ts';
import { addParts } from './reduce.ts';

const norm: Shader = { name: 'optimizer/squared_norm', code: normCode };
const record: Shader = { name: 'optimizer/norm_record', code: recordCode };
const average: Shader = { name: 'optimizer/average', code: averageCode };

/** What optimizers remember of past gradients, one arena each; what is in it is the optimizer's own. */
export type MomentName = 'moment1' | 'moment2' | 'moment3';
/** Everything that has a number for each parameter, zero in the gaps between parameters. */
export type OptimizerArena = 'value' | 'gradient' | MomentName | 'average' | 'average2' | 'average3';

/** What all optimizers have. */
export interface UpdateAttributes {
  /** Largest global norm of the gradient, as PyTorch's clip_grad_norm_. 0: no clipping. */
  readonly clipNorm: number;
  /** A gradient that overflowed (its squared norm is not finite) is cleared and changes nothing else. Default: false. */
  readonly skipBadSteps?: boolean;
  /** Moving averages of the weights, 1 to 3, each with a decay of its own: `ema_decay` of the step, then the second and third of `coefficients_a`. Default: 1. */
  readonly averages?: number;
  /** Slots of the ring of losses, which is then the last output: the norm of the gradient is kept in slot step.slot of it. */
  readonly ringSlots?: number;
}

/** P, the floats in an arena: a multiple of 4. */
export interface ArenaLength { readonly parameters: number }

/** Threads that add up squares take this many vec4s each, at least. */
const VECTORS_PER_THREAD = 16;
const MAX_PARTS = 256;
/** Every thread of the step adds up the parts itself, unless there are more: then a launch between costs less. */
const mostPartsAdded = ({ software }: DeviceTraits): number => (software ? 1 : 32);

/** How the squared norm of a gradient becomes known to the kernels that read it as `partial`. */
export interface GradientNorm {
  readonly launches: readonly Launch[];
  readonly partial: Tensor;
  /** For the kernels that read it. */
  readonly constants: { readonly PARTS: number; readonly CLIP_NORM: number; readonly SKIP_BAD_STEPS: boolean };
}

/** Measures a gradient [P], where it is to be clipped, watched or kept in a ring. */
export function gradientNorm(gradient: Tensor, { clipNorm, skipBadSteps = false }: UpdateAttributes, { traits, scratch }: Pick<LaunchContext<unknown>, 'traits' | 'scratch'>, ring: Tensor | null = null): GradientNorm {
  const count = elements(gradient.shape) / 4;
  const parts = Math.min(MAX_PARTS, Math.ceil(count / (WORKGROUP * VECTORS_PER_THREAD)));
  const partial = scratch([parts]);
  const total = parts > mostPartsAdded(traits) ? scratch([1]) : partial;
  const constants = { PARTS: elements(total.shape), CLIP_NORM: clipNorm, SKIP_BAD_STEPS: skipBadSteps };
  if (clipNorm === 0 && !skipBadSteps && !ring) return { launches: [], partial: total, constants };
  const squares = { shader: norm, constants: { COUNT: count, PARTS: parts }, bind: { d_value: gradient, partial }, workgroups: [parts, 1, 1] as const };
  const added = total === partial ? [] : [addParts(partial, parts, total, false)];
  return { launches: [squares, ...added, ...recordNorm(total, ring)], partial: total, constants };
}

/** Keeps a norm in the ring, where there is one. @param partial whose sum is the squared norm */
export function recordNorm(partial: Tensor, ring: Tensor | null): Launch[] {
  if (!ring) return [];
  return [{ shader: record, constants: { PARTS: elements(partial.shape), STRIDE: SLOT_FLOATS, PLACE: NORM_PLACE }, bind: { partial, ring }, workgroups: [1, 1, 1] }];
}

/** The ring as an output, where norms are kept. */
export function ringSpec({ ringSlots }: Pick<UpdateAttributes, 'ringSlots'>): TensorSpec[] {
  return ringSlots === undefined ? [] : [{ shape: [ringSlots, SLOT_FLOATS], type: 'f32' }];
}

/** The second and third moving average: one launch each over the new values. */
export function furtherAverages(value: Tensor, averages: readonly Tensor[], { partial, constants }: GradientNorm): Launch[] {
  const count = elements(value.shape) / 4;
  return averages.map((tensor, index) => ({
    shader: average,
    constants: { COUNT: count, PARTS: constants.PARTS, SKIP_BAD_STEPS: constants.SKIP_BAD_STEPS, PLACE: index + 1 },
    bind: { value, average: tensor, partial },
    workgroups: lineOf(count),
  }));
}

/** An optimizer's outputs, in order: value, gradient, the moments that it uses, then the averages. */
export function arenasOf(moments: readonly MomentName[], averages = 1): OptimizerArena[] {
  return ['value', 'gradient', ...moments, ...(['average', 'average2', 'average3'] as const).slice(0, averages)];
}

/** @throws a sentence when the length or the number of averages does not fit. */
export function expectArenas(operation: string, parameters: number, averages = 1): void {
  if (parameters % 4 !== 0) throw new Error(`${operation} works on arenas whose length is a multiple of 4, not ${parameters}.`);
  if (![1, 2, 3].includes(averages)) throw new Error(`${operation} keeps 1, 2 or 3 averages of the weights, not ${averages}.`);
}

/** An optimizer that changes each parameter by its own numbers alone. */
interface UpdateRule<A> {
  readonly name: string;
  readonly shader: Shader;
  /** Moments that the shader declares: whether it uses them with these attributes. A moment that is not used has no arena. */
  moments(attributes: A): Partial<Record<MomentName, boolean>>;
  constants(attributes: A): Constants;
}

/** One launch over whole arenas, in place: no inputs, the outputs of `arenasOf`, each [P], and perhaps the ring of losses; the gradient is cleared afterwards. */
export function updateOperation<A extends UpdateAttributes>({ name, shader, moments, constants }: UpdateRule<A>): Operation<A & ArenaLength> {
  return {
    name,
    infer(_, attributes) {
      expectArenas(name, attributes.parameters, attributes.averages);
      return [...arenasOf(usedMoments(moments(attributes)), attributes.averages).map(() => ({ shape: [attributes.parameters], type: 'f32' as const })), ...ringSpec(attributes)];
    },
    launch(context) {
      const { outputs, attributes, scratch } = context;
      const declared = moments(attributes);
      const names = arenasOf(usedMoments(declared), attributes.averages);
      const arena = (wanted: OptimizerArena): Tensor => at(outputs, names.indexOf(wanted));
      const [value, gradient] = [arena('value'), arena('gradient')];
      expectShape(name, 'd_value', gradient.shape, value.shape);
      const count = elements(value.shape) / 4;
      const norms = gradientNorm(gradient, attributes, context, outputs[names.length] ?? null);
      // Every declared buffer must be bound, and none twice: one vec4 stands in for a moment that is never touched.
      const bound = MOMENTS.filter((moment) => declared[moment] !== undefined).map((moment) => [moment, declared[moment] === true ? arena(moment) : scratch([4])] as const);
      const update: Launch = {
        shader,
        constants: { COUNT: count, ...norms.constants, ...constants(attributes) },
        bind: { value, d_value: gradient, ...Object.fromEntries(bound), average: arena('average'), partial: norms.partial },
        workgroups: lineOf(count),
      };
      return [...norms.launches, update, ...furtherAverages(value, outputs.slice(names.indexOf('average') + 1, names.length), norms)];
    },
    gradient: 'an optimizer ends the step',
  };
}

const MOMENTS = ['moment1', 'moment2', 'moment3'] as const;

/** The moments that have an arena. */
export function usedMoments(declared: Partial<Record<MomentName, boolean>>): MomentName[] {
  return MOMENTS.filter((moment) => declared[moment] === true);
}
