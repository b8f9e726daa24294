import { elements, type Shape } from '../../ops/operation.ts';

/** How a parameter lies in PyTorch and how it lies here. */
export type ParameterKind =
  /** PyTorch [out, in, height, width]; here [height, width, in, out]. */
  | 'convolution'
  /** PyTorch [out, in]; here [in, out]. */
  | 'linear'
  /** The same in both: biases, norms, embedding tables. */
  | 'plain';

/** The shape here of a parameter with this shape in PyTorch. */
export function shapeHere(kind: ParameterKind, shape: Shape): Shape {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  if (kind === 'convolution') return [c, d, b, a];
  return kind === 'linear' ? [b, a] : shape;
}

/** Row-major numbers as PyTorch lays them, laid as here. */
export function fromPyTorch(kind: ParameterKind, shape: Shape, data: Float32Array): Float32Array {
  return relaid(kind, shape, data, false);
}

/** The inverse of `fromPyTorch`; `shape` is PyTorch's. */
export function toPyTorch(kind: ParameterKind, shape: Shape, data: Float32Array): Float32Array {
  return relaid(kind, shape, data, true);
}

function relaid(kind: ParameterKind, shape: Shape, data: Float32Array, back: boolean): Float32Array {
  if (kind === 'plain') return data;
  const [out = 1, input = 1, height = 1, width = 1] = shape;
  const taps = height * width;
  const made = new Float32Array(elements(shape));
  for (let o = 0; o < out; o++) {
    for (let i = 0; i < input; i++) {
      for (let tap = 0; tap < taps; tap++) {
        const theirs = (o * input + i) * taps + tap;
        const ours = (tap * input + i) * out + o;
        if (back) made[theirs] = data[ours] ?? 0;
        else made[ours] = data[theirs] ?? 0;
      }
    }
  }
  return made;
}

/** Names that diffusers gave attention's parameters before version 0.15. */
const OLDER: readonly (readonly [RegExp, string])[] = [
  [/^(.*attentions\.\d+\.)query\.(weight|bias)$/, '$1to_q.$2'],
  [/^(.*attentions\.\d+\.)key\.(weight|bias)$/, '$1to_k.$2'],
  [/^(.*attentions\.\d+\.)value\.(weight|bias)$/, '$1to_v.$2'],
  [/^(.*attentions\.\d+\.)proj_attn\.(weight|bias)$/, '$1to_out.0.$2'],
];

/** Today's name of a parameter, whatever its file calls it. */
export function currentName(name: string): string {
  const rule = OLDER.find(([pattern]) => pattern.test(name));
  return rule ? name.replace(...rule) : name;
}
