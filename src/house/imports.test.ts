import { describe, expect, it } from 'vitest';
import { barrels, brokenDirections, circles } from './directions.ts';
import { parseSource, readSources } from './sources.ts';

const sources = readSources();

describe('the plan of src/README.md', () => {
  it('holds: each room imports only rooms before it', () => { expect(brokenDirections(sources)).toEqual([]); });
  it('has no circles', () => { expect(circles(sources)).toEqual([]); });
  it('has no barrel files', () => { expect(barrels(sources)).toEqual([]); });
  it('keeps protocol free of code', () => {
    const code = sources.filter(({ path }) => path.startsWith('src/protocol/')).filter(({ text, imports }) => /^export (?!type |interface )/m.test(text) || imports.some((one) => !one.typeOnly));
    expect(code.map(({ path }) => path)).toEqual([]);
  });
});

describe('the checks themselves', () => {
  const check = (path: string, text: string): string[] => brokenDirections([parseSource(path, text)]);

  it('see an import against the direction, however it is written', () => {
    expect(check('src/gpu/a.ts', `import { x } from '../ops/x.ts';`)).toEqual(['src/gpu/a.ts (gpu) imports src/ops/x.ts (ops)']);
    expect(check('src/ui/A.tsx', `import type { x } from '../train/run.ts';`)).toHaveLength(1);
    expect(check('src/worker/a.ts', `const a = await import('../client/a.ts');`)).toHaveLength(1);
    expect(check('src/diffusion/a.ts', `export { x } from '../gpu/x.ts';`)).toHaveLength(1);
    expect(check('src/nn/a.ts', `import '../../shaders/matmul/forward.wgsl?raw';`)).toHaveLength(1);
    expect(check('src/train/a.ts', `import { openNodeGpu } from '../node/gpu.ts';`)).toHaveLength(1);
    expect(check('src/other/a.ts', '')).toEqual(['src/other/a.ts: the room other is not in the plan']);
  });
  it('see a package in the wrong room', () => {
    expect(check('src/plot/a.ts', `import { useState } from 'react';`)).toHaveLength(1);
    expect(check('src/gpu/a.ts', `import { join } from 'node:path';`)).toHaveLength(1);
  });
  it('let pass what the plan allows', () => {
    expect(check('src/ops/a.ts', `import code from '../../shaders/matmul/forward.wgsl?raw'; import { b } from '../gpu/b.ts'; import { philox } from '../random/philox.ts';`)).toEqual([]);
    expect(check('src/gpu/a.test.ts', `import { testGpu } from '../node/testDevice.ts';`)).toEqual([]);
  });
  it('let a type pass where only types are allowed', () => {
    expect(check('src/data/a.ts', `import type { Point } from '../recipe/recipe.ts';`)).toEqual([]);
    expect(check('src/data/a.ts', `import { presets } from '../recipe/presets.ts';`)).toHaveLength(1);
  });
  it('see circles and barrels', () => {
    const a = parseSource('src/gpu/a.ts', `import './b.ts';`);
    const b = parseSource('src/gpu/b.ts', `import type { C } from './c.ts';`);
    const c = parseSource('src/gpu/c.ts', `export * from './a.ts';`);
    expect(circles([a, b, c])).toEqual([['src/gpu/a.ts', 'src/gpu/b.ts', 'src/gpu/c.ts', 'src/gpu/a.ts']]);
    expect(barrels([a, b, c])).toEqual(['src/gpu/c.ts']);
    expect(circles([a, b])).toEqual([]);
  });
});
