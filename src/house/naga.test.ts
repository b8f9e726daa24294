import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Graph } from '../engine/graph.ts';
import { lower } from '../engine/lower.ts';
import { type Shader, specialise } from '../gpu/shader.ts';
import { MlpModel } from '../nn/mlp.ts';
import { readUNet2DConfig } from '../nn/unet2d/config.ts';
import { UNet2D } from '../nn/unet2d/unet2d.ts';
import { lacking, needs } from '../node/featureDevice.ts';
import { compileUnderNaga } from '../node/naga.ts';
import { add } from '../ops/add.ts';
import type { DeviceTraits } from '../ops/operation.ts';
import { filesBelow, root } from './sources.ts';

const shaders = filesBelow('shaders', ['.wgsl'])
  .map((path): Shader => ({ name: path.slice('shaders/'.length, -'.wgsl'.length), code: readFileSync(join(root, path), 'utf8') }));

/**
 * Naga does not implement "enable subgroups;" (gfx-rs/wgpu issue 5555), and no device of Firefox or Deno has the feature:
 * these kernels are never chosen there. All but the exchange itself is checked all the same.
 */
const usesSubgroups = ({ code }: Shader): boolean => /^enable subgroups;/m.test(code);

/** A thread's own value in place of another thread's; the lines keep their numbers. */
function withoutSubgroups({ name, code }: Shader): Shader {
  const replaced = code.replaceAll(/\/\/.*/g, '').replace(/^enable subgroups;/m, '')
    .replaceAll(/@builtin\(subgroup_invocation_id\)/g, '@builtin(local_invocation_index)')
    .replaceAll(/\bsubgroup(Broadcast|ShuffleXor)\(([\w.]+), [^()]*\)/g, '$2');
  expect(/\bsubgroup.*/.exec(replaced)?.[0], `${name}: a use of subgroups that this test does not know`).toBeUndefined();
  return { name, code: replaced };
}

const GPU: DeviceTraits = { software: false, maxInvocations: 256, maxWorkgroupBytes: 32768 };
const devices: readonly DeviceTraits[] = [
  GPU, { ...GPU, maxWorkgroupBytes: 16384 }, { ...GPU, maxInvocations: 1024 }, { ...GPU, software: true },
  { ...GPU, software: true, subgroupSize: 4 }, { ...GPU, software: true, maxInvocations: 1024, subgroupSize: 8 },
];

/** Forward and backward of a U-Net with everything that a U-Net may have. */
function unetStep(side: number, channels: number): Graph {
  const model = new UNet2D(readUNet2DConfig({
    in_channels: channels, out_channels: channels, block_out_channels: [32, 64], norm_num_groups: 8, layers_per_block: 1, dropout: 0.1, num_class_embeds: 11,
    down_block_types: ['DownBlock2D', 'AttnDownBlock2D'], up_block_types: ['AttnUpBlock2D', 'UpBlock2D'], attention_head_dim: 16,
  }));
  const graph = new Graph();
  graph.meet = (target, a, b) => target.one(add, [a, b], null);
  const parameters = new Map(model.parameters.map(({ name, shape }) => [name, graph.parameter(name, shape)]));
  const out = model.build(graph, {
    sample: graph.input('sample', [4, side, side, channels]), timesteps: graph.input('timesteps', [4], 'u32'),
    table: graph.input('table', [1000, 32]), classLabels: graph.input('labels', [4], 'u32'),
  }, (name) => parameters.get(name) ?? graph.input(name, []), true);
  graph.backward(new Map([[out, graph.input('d_out', out.shape)]]));
  return graph;
}

/** Forward and backward of the network for points. */
function mlpStep(): Graph {
  const model = new MlpModel({ frequencies: 32, embedding: 64, width: 128, depth: 3, frequencyScale: 1, seed: 0 });
  const graph = new Graph();
  const arena = graph.parameter('value', [model.layout.total]);
  const tables = { frequencies: graph.input('frequencies', [32, 2]), table: graph.input('table', [1000, 64]) };
  const out = model.build(graph, { x: graph.input('x', [512, 2]), timesteps: graph.input('timesteps', [512], 'u32') }, tables, () => arena);
  graph.backward(new Map([[out, graph.input('d_out', out.shape)]]));
  return graph;
}

/** Every shader of these graphs with its constants, on each kind of device. */
function specialised(graphs: readonly Graph[], halfActivations: boolean): Shader[] {
  const launches = graphs.flatMap((graph) => devices.flatMap((traits) => lower(graph, traits, { halfActivations }).launches));
  const found = new Map(launches.map(({ shader, constants, halves }) => {
    const made = { name: shader.name, code: specialise(shader, constants, halves) };
    return [made.code, usesSubgroups(made) ? withoutSubgroups(made) : made];
  }));
  return [...found.values()];
}

describe('naga, the compiler of Firefox and Deno,', () => {
  it('does not implement subgroups, which kernels called lanes use', async () => {
    expect(shaders.filter(usesSubgroups).map(({ name }) => name).filter((name) => !name.endsWith('lanes'))).toEqual([]);
    const probe = { name: 'probe', code: 'enable subgroups;\n@compute @workgroup_size(1) fn main() {}\n' };
    const { refusals } = await compileUnderNaga({ modules: [probe], pipelines: [] });
    expect(refusals.join(), 'naga takes "enable subgroups;" now: compile those kernels as they lie').toMatch(/^probe: line 1: [^]*not yet supported/);
  });

  it('compiles every shader as it lies, to a pipeline', async () => {
    const { refusals } = await compileUnderNaga({ modules: [], pipelines: shaders.map((shader) => (usesSubgroups(shader) ? withoutSubgroups(shader) : shader)) });
    expect(refusals).toEqual([]);
  });

  it('compiles every shader with the constants that training asks for, on each kind of device', async () => {
    const modules = specialised([unetStep(16, 1), unetStep(32, 3), mlpStep()], false);
    expect(modules.length).toBeGreaterThan(200);
    expect((await compileUnderNaga({ modules, pipelines: [] })).refusals).toEqual([]);
  });

  it(`compiles every shader that reads or makes float16 activations ${needs('shader-f16')}`, async ({ skip }) => {
    const modules = specialised([unetStep(16, 1), unetStep(32, 3)], true).filter(({ code }) => code.includes('enable f16;'));
    expect(modules.length).toBeGreaterThan(100);
    const { features, refusals } = await compileUnderNaga({ modules, pipelines: [] });
    if (!features.includes('shader-f16')) skip(lacking('shader-f16'));
    expect(refusals).toEqual([]);
  });
});

describe('the check itself', () => {
  it('tells the shader, the message and the numbered source', async () => {
    const broken = { name: 'some/broken', code: '// first\n@compute @workgroup_size(1)\nfn main() { let a: u32 = 1.5; }\n' };
    const [module = '', pipeline = ''] = (await compileUnderNaga({ modules: [broken], pipelines: [broken] })).refusals;
    for (const text of [module, pipeline]) {
      expect(text).toContain('some/broken: line 3:');
      expect(text).toContain('expected to be `u32`');
      expect(text).toContain('3 | fn main() { let a: u32 = 1.5; }');
    }
  });
});
