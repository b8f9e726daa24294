import type { Constants, Shader } from '../gpu/shader.ts';

export type Shape = readonly number[];
export type ElementType = 'f32' | 'u32';

/** What a tensor is made like; row-major, innermost dimension last. */
export interface TensorSpec {
  readonly shape: Shape;
  readonly type: ElementType;
}

/** A value of the graph: where it lies is decided when the graph is compiled. */
export interface Tensor extends TensorSpec {
  readonly id: number;
  readonly name: string;
  /** Parameters live in the arena; their gradients accumulate, all other gradients overwrite. */
  readonly parameter: boolean;
}

/** One dispatch: a shader, the values of its constants, and the tensors bound to its variables by name. */
export interface Launch {
  readonly shader: Shader;
  readonly constants: Constants;
  readonly bind: Readonly<Record<string, Tensor>>;
  readonly workgroups: readonly [number, number, number];
}

/** Traits of the device that choose between variants of a kernel. */
export interface DeviceTraits {
  /** The "GPU" is a CPU: no shared memory worth the name, barriers are dear, loads from one address for all threads are cheap. */
  readonly software: boolean;
  readonly maxInvocations: number;
  readonly maxWorkgroupBytes: number;
  /** Threads in a subgroup, where the device has subgroups and all of one size. */
  readonly subgroupSize?: number;
}

/** What an operation sees when it is compiled. */
export interface LaunchContext<A> {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly attributes: A;
  readonly traits: DeviceTraits;
  /** Memory that lives only during this operation's launches. */
  scratch(shape: Shape, type?: ElementType): Tensor;
}

/** What a gradient rule sees: it appends the operations of the backward pass. */
export interface GradientContext<A> {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly attributes: A;
  /** d loss / d output, one for each output; null where the loss does not depend on it. */
  readonly gradients: readonly (Tensor | null)[];
  /** Whether d loss / d input is wanted. */
  wants(input: Tensor): boolean;
  apply<B>(operation: Operation<B>, inputs: readonly Tensor[], attributes: B): readonly Tensor[];
  /** Like `apply`, but the operation adds its single output to the gradient of `parameter`. */
  accumulate<B>(operation: Operation<B>, inputs: readonly Tensor[], attributes: B, parameter: Tensor): void;
}

export interface Operation<A> {
  /** As in src/ops/reference/. */
  readonly name: string;
  /** Shapes and types of the outputs. @throws a sentence when the inputs do not fit. */
  infer(inputs: readonly Tensor[], attributes: A): readonly TensorSpec[];
  launch(context: LaunchContext<A> & { readonly accumulates: boolean }): readonly Launch[];
  /**
   * Outputs that may be stored as float16 in a forward pass. An operation that has this field also reads tensors stored so;
   * one without leaves them float32.
   */
  readonly halves?: readonly number[];
  /** The only output lies where the only input lies, and no launch is needed. */
  readonly aliases?: true;
  /** No gradient goes through it: what made its inputs is not trained by what is done with its output. */
  readonly stops?: true;
  /**
   * One gradient for each input, null where there is none or where it was accumulated.
   * A string instead of a rule is the reason why this operation is never differentiated.
   */
  readonly gradient: ((context: GradientContext<A>) => readonly (Tensor | null)[]) | string;
}

export function elements(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The element at `index`, which the caller knows to be there. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`There is no entry ${index} in a list of ${list.length}.`);
  return found;
}

/** Every parameter starts at a multiple of 64 floats of its arena: the offset alignment of a storage binding. */
const PARAMETER_ALIGNMENT = 64;

/** The first place at or after `floats` where a parameter may start. */
export function alignParameter(floats: number): number {
  return Math.ceil(floats / PARAMETER_ALIGNMENT) * PARAMETER_ALIGNMENT;
}

export const WORKGROUP = 64;
const MAX_WORKGROUPS = 65535;

/** Workgroups for `count` threads in a line, folded into two dimensions when there are more than one dimension holds. */
export function lineOf(count: number, perGroup = WORKGROUP): [number, number, number] {
  const groups = Math.max(1, Math.ceil(count / perGroup));
  if (groups <= MAX_WORKGROUPS) return [groups, 1, 1];
  const rows = Math.ceil(groups / MAX_WORKGROUPS);
  return [Math.ceil(groups / rows), rows, 1];
}

/** For operations that give each of `count` samples a workgroup. @throws a sentence when there are more than one dimension holds. */
export function expectGroups(operation: string, count: number): void {
  if (count > MAX_WORKGROUPS) throw new Error(`${operation} takes at most ${MAX_WORKGROUPS} samples at a time, not ${count}.`);
}

/** @throws a sentence naming the operation when the shapes differ. */
export function expectShape(operation: string, what: string, got: Shape, wanted: Shape): void {
  if (got.length !== wanted.length || got.some((size, axis) => size !== wanted[axis])) {
    throw new Error(`${operation}: ${what} has shape [${got.join(', ')}], but [${wanted.join(', ')}] fits the other inputs.`);
  }
}
