import { describe, expect, it } from 'vitest';
import { withHalfBuffers } from './halfStorage.ts';
import { specialise } from './shader.ts';

const code = `// out[i] = x[i]; as a comment; out[i] = x[i];
@group(0) @binding(0) var<storage, read> x: array<f32, 8>;
@group(0) @binding(1) var<storage, read> table: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4f, 2>;
fn main() {
  out[i] = vec4f(x[4u * i], x[index[i] + 1u], 0.0, 1.0); // and more
  out[i + 1u] += table[2u * u32(x[0])];
  if (x[i] == 1.0) { local[i] = out[i].x; }
  out [i]
    = table[i];
  max_x[0] = point.x[0] + f32(arrayLength(&x));
}
`;

/** All blanks one blank, so that only the words count. */
const words = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('a shader with buffers stored as float16', () => {
  const rewritten = withHalfBuffers('sample', code, ['x', 'out']);

  it('declares them so and asks for the feature', () => {
    expect(rewritten).toMatch(/^enable f16;/);
    expect(rewritten).toContain('var<storage, read> x: array<f16, 8>;');
    expect(rewritten).toContain('var<storage, read_write> out: array<vec4h, 2>;');
    expect(rewritten).toContain('table: array<vec4f>;');
  });
  it('widens what it reads and narrows what it stores', () => {
    expect(rewritten).toContain('out[i] = half_from_vec4f(vec4f(f32(x[4u * i]), f32(x[index[i] + 1u]), 0.0, 1.0));');
    expect(rewritten).toContain('out[i + 1u] = half_from_vec4f(vec4f(out[i + 1u]) + (table[2u * u32(f32(x[0]))]));');
    expect(rewritten).toContain('if (f32(x[i]) == 1.0) { local[i] = vec4f(out[i]).x; }');
    expect(words(rewritten)).toContain('out[i] = half_from_vec4f(table[i]);');
    expect(rewritten).toContain('max_x[0] = point.x[0] + f32(arrayLength(&x));');
  });
  it('clamps to what float16 can hold', () => {
    expect(rewritten).toContain('fn half_from_vec4f(value: vec4f) -> vec4h { return vec4h(clamp(value, vec4f(-65504.0), vec4f(65504.0))); }');
    expect(rewritten).toContain('fn half_from_f32(value: f32) -> f16 { return f16(clamp(value, f32(-65504.0), f32(65504.0))); }');
  });
  it('leaves lines where they were', () => {
    expect(rewritten.split('\n').findIndex((line) => line.includes('fn main'))).toBe(code.split('\n').findIndex((line) => line.includes('fn main')));
  });
  it('is the file itself without such buffers', () => {
    expect(specialise({ name: 'sample', code }, {})).toBe(code);
  });
  it('is refused where a buffer is unknown, not of floats, or stored in pieces', () => {
    expect(() => withHalfBuffers('sample', code, ['y'])).toThrow('Shader sample declares no buffer "y" of floats');
    expect(() => withHalfBuffers('sample', code.replace('array<f32, 8>', 'array<u32, 8>'), ['x'])).toThrow('declares no buffer "x" of floats');
    expect(() => withHalfBuffers('sample', code.replace('  out[i] =', '  out[i].x ='), ['out'])).toThrow('stores a component of an element of "out"');
  });
});
