/** The largest finite float16. */
const LARGEST_HALF = '65504.0';

/**
 * The same shader with some of its buffers stored as float16. Arithmetic stays float32: what is read from such a buffer is
 * widened, what is stored is clamped to the finite float16s and rounded. For each buffer `x` of `names`:
 *   x: array<f32, ..>   becomes  x: array<f16, ..>        (vec4f becomes vec4h, and so on)
 *   x[..]               becomes  f32(x[..])
 *   x[..] = value;      becomes  x[..] = half(value);      with half(value) = f16(clamp(value, -65504, 65504))
 *   x[..] += value;     becomes  x[..] = half(f32(x[..]) + (value));
 * Comments are taken out, lines keep their numbers. `arrayLength` counts elements and stays right.
 * @throws a sentence when a buffer is not declared as an array of floats, or when only a component of an element is stored.
 */
export function withHalfBuffers(name: string, code: string, names: readonly string[]): string {
  if (names.length === 0) return code;
  let text = code.replaceAll(/\/\/.*$/gm, '');
  const widths = new Set<string>();
  for (const buffer of names) {
    const declaration = new RegExp(`(var<storage(?:,\\s*\\w+)?>\\s*${buffer}\\s*:\\s*array<)(f32|vec[234]f)\\b`);
    const wide = declaration.exec(text)?.[2];
    if (wide === undefined) throw new Error(`Shader ${name} declares no buffer "${buffer}" of floats, so it cannot be stored as float16.`);
    widths.add(wide);
    text = rewriteAccesses(name, text.replace(declaration, (_, before: string) => `${before}${narrow(wide)}`), buffer, wide);
  }
  const conversions = [...widths].map((wide) =>
    `fn ${conversion(wide)}(value: ${wide}) -> ${narrow(wide)} { return ${narrow(wide)}(clamp(value, ${wide}(-${LARGEST_HALF}), ${wide}(${LARGEST_HALF}))); }\n`);
  return `enable f16; ${text}\n${conversions.join('')}`;
}

/** vec4f to vec4h, f32 to f16. */
function narrow(wide: string): string {
  return wide === 'f32' ? 'f16' : `${wide.slice(0, -1)}h`;
}

function conversion(wide: string): string {
  return `half_from_${wide}`;
}

function rewriteAccesses(name: string, text: string, buffer: string, wide: string): string {
  const found = new RegExp(`(?<![\\w.])${buffer}\\s*\\[`).exec(text);
  if (!found) return text;
  const close = closingBracket(text, found.index + found[0].length);
  const inner = (part: string): string => rewriteAccesses(name, part, buffer, wide);
  const element = `${buffer}[${inner(text.slice(found.index + found[0].length, close))}]`;
  const before = text.slice(0, found.index);
  const after = text.slice(close + 1);
  if (/^\s*(\.\w+|\[[^\]]*\])\s*[-+*/]?=(?!=)/.test(after)) throw new Error(`Shader ${name} stores a component of an element of "${buffer}", which cannot be stored as float16. Store whole elements.`);
  const assignment = /^\s*([-+*/]?)=(?!=)\s*([^;]*);/.exec(after);
  if (!assignment) return `${before}${wide}(${element})${inner(after)}`;
  const [whole, operator = '', value = ''] = assignment;
  const stored = operator === '' ? inner(value) : `${wide}(${element}) ${operator} (${inner(value)})`;
  return `${before}${element} = ${conversion(wide)}(${stored});${inner(after.slice(whole.length))}`;
}

/** Where the bracket closes whose inside begins at `start`. */
function closingBracket(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index++) {
    if (text[index] === '[') depth += 1;
    if (text[index] === ']') depth -= 1;
    if (depth === 0) return index;
  }
  throw new Error('A bracket of the shader is never closed.');
}
