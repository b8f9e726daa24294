import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';
import { useTestDevice } from '../node/testDevice.ts';
import type { Operation } from '../ops/operation.ts';
import { packStep, STEP_BYTES, STEP_FIELDS, type StepValues, ZERO_STEP } from '../ops/stepUniform.ts';
import { filesBelow, readSources, root } from './sources.ts';

const shaders = filesBelow('shaders', ['.wgsl']);
const code = (path: string): string => readFileSync(join(root, path), 'utf8');

const operationFiles = import.meta.glob<Record<string, unknown>>(['../ops/*.ts', '!../ops/*.test.ts'], { eager: true });
const referenceFiles = import.meta.glob<Record<string, unknown>>('../ops/reference/*.ts', { eager: true });

function isOperation(value: unknown): value is Operation<never> {
  return typeof value === 'object' && value !== null && 'infer' in value && 'launch' in value;
}

const operations = Object.entries(operationFiles).flatMap(([file, exported]) =>
  Object.entries(exported).flatMap(([name, value]) => (isOperation(value) ? [{ file: file.replace('../', 'src/'), name, operation: value }] : [])));
const references = new Map(Object.values(referenceFiles).flatMap((exported) => Object.entries(exported)));

describe('every operation', () => {
  it('is found', () => { expect(operations.length).toBeGreaterThan(10); });
  it('is called as it is exported', () => {
    expect(operations.filter(({ name, operation }) => operation.name !== name).map(({ name }) => name)).toEqual([]);
  });
  it('has a float64 reference of its name', () => {
    expect(operations.filter(({ name }) => typeof references.get(name) !== 'function').map(({ name }) => name)).toEqual([]);
  });
  it('has a gradient rule or the reason why it has none', () => {
    const lacking = operations.filter(({ operation: { gradient } }) => typeof gradient !== 'function' && !(typeof gradient === 'string' && gradient.length > 10));
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });
  it('has a test file beside it', () => {
    const tests = new Set(filesBelow('src/ops', ['.test.ts']));
    expect(operations.filter(({ file }) => !tests.has(file.replace(/\.ts$/, '.test.ts'))).map(({ file, name }) => `${name} in ${file}`)).toEqual([]);
  });
});

describe('every shader', () => {
  const { device, reflected } = { device: useTestDevice(), reflected: new Map(shaders.map((path) => [path, new WgslReflect(code(path))])) };

  it('is imported by an operation', () => {
    const imported = new Set(readSources().filter(({ path }) => path.startsWith('src/ops/')).flatMap(({ imports }) => imports.map(({ target }) => target)));
    expect(shaders.filter((path) => !imported.has(path))).toEqual([]);
  });

  it('is complete, valid WGSL as it lies, with the entry point main', async () => {
    const wrong: string[] = [];
    for (const path of shaders) {
      const module = device.device.createShaderModule({ label: path, code: code(path) });
      const { messages } = await module.getCompilationInfo();
      wrong.push(...messages.filter(({ type }) => type === 'error').map(({ lineNum, message }) => `${path}:${lineNum}: ${message}`));
      if (!reflected.get(path)?.entry.compute.some(({ name }) => name === 'main')) wrong.push(`${path}: no compute entry point main`);
    }
    expect(wrong).toEqual([]);
  });

  it('begins with a comment that names its buffers, a numbered series by its ends', () => {
    const bare = shaders.flatMap((path) => {
      const header = /^(\/\/.*\n)+/.exec(code(path))?.[0] ?? '';
      const named = ({ name }: { name: string }): boolean => {
        const stem = name.replace(/\d+$/, '');
        return new RegExp(`\\b${name}\\b`).test(header) || (stem !== name && new RegExp(`\\b${stem}\\d+ \\.\\. ${stem}\\d+\\b`).test(header));
      };
      return (reflected.get(path)?.storage ?? []).filter((buffer) => !named(buffer)).map(({ name }) => `${path}: ${name}`);
    });
    expect(bare).toEqual([]);
  });

  it('that reads the step declares the struct that is packed for it', () => {
    const packed = packedLayout();
    const readers = [...reflected].filter(([, { uniforms }]) => uniforms.length > 0);
    expect(readers.length).toBeGreaterThan(0);
    for (const [path, { uniforms }] of readers) {
      const [step] = uniforms;
      expect(uniforms, path).toHaveLength(1);
      expect([step?.group, step?.binding], path).toEqual([1, 0]);
      expect(step?.members?.map(({ name, type, offset }) => [name, type.getTypeName(), offset]), path).toEqual(packed);
      expect(step?.size, path).toBe(STEP_BYTES);
    }
  });
});

/** Where packStep puts each field, found by packing one field at a time. */
function packedLayout(): [string, string, number][] {
  return STEP_FIELDS.map(([name, type]) => {
    const bytes = new ArrayBuffer(STEP_BYTES);
    const cleared = Object.fromEntries(STEP_FIELDS.map(([field, kind]) => [field, kind === 'vec4f' ? [0, 0, 0, 0] : 0]));
    const values: StepValues = { ...ZERO_STEP, ...cleared, [name]: type === 'vec4f' ? [1, 0, 0, 0] : 1 };
    packStep(new DataView(bytes), 0, values);
    return [name, type, 4 * new Uint32Array(bytes).findIndex((word) => word !== 0)];
  });
}
