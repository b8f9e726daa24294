import { withHalfBuffers } from './halfStorage.ts';

/** A shader file as it lies in shaders/: complete WGSL whose named constants may be given other values. */
export interface Shader {
  /** For labels and messages, e.g. "matmul/plain". */
  readonly name: string;
  readonly code: string;
}

/** Values for the `const` lines at a shader's top. */
export type Constants = Readonly<Record<string, number | boolean>>;

export interface BindingDeclaration {
  readonly group: number;
  readonly binding: number;
  readonly name: string;
  readonly access: 'read' | 'read_write' | 'uniform';
}

/**
 * Rewrites the values of the named constants, `const NAME: type = value;` each on a line of its own, and nothing else but,
 * where asked for, how some buffers are stored.
 * @param halves names of buffers that hold float16 and not float32; see withHalfBuffers.
 * @throws if the shader declares no such constant or buffer.
 */
export function specialise(shader: Shader, constants: Constants, halves: readonly string[] = []): string {
  let code = shader.code;
  for (const [name, value] of Object.entries(constants)) {
    const line = new RegExp(`^(const ${name}\\s*:\\s*(\\w+)\\s*=\\s*)[^;]+;`, 'm');
    const found = line.exec(code);
    if (!found) throw new Error(`Shader ${shader.name} has no line "const ${name}: type = value;".`);
    code = code.replace(line, `$1${literal(value, found[2] ?? '')};`);
  }
  return withHalfBuffers(shader.name, code, halves);
}

function literal(value: number | boolean, type: string): string {
  if (type === 'bool') return value ? 'true' : 'false';
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Error(`A shader constant cannot be ${number}.`);
  if (type === 'f32') return Number.isInteger(number) ? `${number}.0` : `${Math.fround(number)}`;
  if (!Number.isInteger(number)) throw new Error(`A shader constant of type ${type} cannot be ${number}.`);
  return type === 'u32' ? `${number}u` : `${number}`;
}

/** The resource variables that a shader declares, in order of group and binding. */
export function declaredBindings(shader: Shader): BindingDeclaration[] {
  const pattern = /@group\((\d+)\)\s*@binding\((\d+)\)\s*var<(storage|uniform)(?:,\s*(read_write|read))?>\s*(\w+)/g;
  const found = [...shader.code.matchAll(pattern)].map(([, group, binding, space, access, name]): BindingDeclaration => ({
    group: Number(group),
    binding: Number(binding),
    name: name ?? '',
    access: space === 'uniform' ? 'uniform' : access === 'read_write' ? 'read_write' : 'read',
  }));
  return found.sort((a, b) => a.group - b.group || a.binding - b.binding);
}

/** The source with line numbers, three lines round each message, for compile errors. */
export function numberedExcerpt(code: string, lines: readonly number[]): string {
  return code.split('\n')
    .map((text, index) => ({ text, number: index + 1 }))
    .filter(({ number }) => lines.some((line) => Math.abs(line - number) <= 3))
    .map(({ text, number }) => `${String(number).padStart(4)} | ${text}`)
    .join('\n');
}
