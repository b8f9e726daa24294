import { at, type GradientContext, type Operation, type Tensor } from './operation.ts';

/**
 * Sends a gradient to an input the way its kind asks for: it accumulates into a parameter's gradient, is a new tensor for
 * any other value, and is not computed where nobody wants it.
 * @param operation makes the gradient as its only output, and obeys `accumulates`.
 * @returns what a gradient rule returns for this input.
 */
export function passBack<A, B>(context: GradientContext<A>, input: Tensor, operation: Operation<B>, inputs: readonly Tensor[], attributes: B): Tensor | null {
  if (!context.wants(input)) return null;
  if (input.parameter) {
    context.accumulate(operation, inputs, attributes, input);
    return null;
  }
  return at(context.apply(operation, inputs, attributes), 0);
}
