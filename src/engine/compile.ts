import { type Gpu, guarded } from '../gpu/device.ts';
import { declaredBindings } from '../gpu/shader.ts';
import type { DeviceTraits, Launch, Tensor } from '../ops/operation.ts';
import type { Graph } from './graph.ts';
import { lower, type LowerOptions } from './lower.ts';
import { planMemory } from './memoryPlan.ts';
import { allocateStorage, type BufferRange, Program, type RecordedDispatch } from './program.ts';

export function deviceTraits(gpu: Gpu): DeviceTraits {
  return {
    software: gpu.facts.software,
    maxInvocations: gpu.device.limits.maxComputeInvocationsPerWorkgroup,
    maxWorkgroupBytes: gpu.device.limits.maxComputeWorkgroupStorageSize,
    ...(gpu.facts.subgroupSize === undefined ? {} : { subgroupSize: gpu.facts.subgroupSize }),
  };
}

/**
 * Compiles a graph once: chooses kernels, plans memory by lifetime, makes pipelines in parallel, and fixes every bind group.
 * @param external the memory of each input and parameter of the graph.
 * @throws a sentence when memory or a shader is refused, or float16 on a device without it; nothing stays allocated then.
 */
export async function compile(gpu: Gpu, graph: Graph, external: ReadonlyMap<Tensor, BufferRange>, options: LowerOptions & { readonly traits?: DeviceTraits } = {}): Promise<Program> {
  if (options.halfActivations === true && !gpu.device.features.has('shader-f16')) throw new Error('This graphics device has no 16-bit floats (the WebGPU feature shader-f16). Choose 32-bit storage.');
  const { launches, lifetimes } = lower(graph, options.traits ?? deviceTraits(gpu), options);
  const plan = planMemory(lifetimes);
  const slots = await allocateStorage(gpu, plan.slots.map((bytes, index) => ({ label: `activations ${index}`, bytes })));
  try {
    const ranges = new Map<number, BufferRange>();
    for (const [tensor, range] of external) ranges.set(tensor.id, range);
    for (const { key, bytes } of lifetimes) {
      const buffer = slots[plan.slotOf.get(key) ?? -1];
      if (buffer) ranges.set(key, { buffer, offset: 0, bytes });
    }
    for (const tensor of graph.tensors) {
      const range = ranges.get(graph.owner(tensor).id);
      if (range) ranges.set(tensor.id, range);
    }
    const pipelines = await Promise.all(launches.map((launch) => gpu.pipelines.get(launch.shader, launch.constants, launch.halves)));
    const dispatches = await guarded(gpu.device, 'the bind groups of a program', () => launches.map((launch, index): RecordedDispatch => {
      const compiled = pipelines[index];
      if (!compiled) throw new Error(`Launch ${index} has no pipeline.`);
      return {
        label: launch.shader.name,
        pipeline: compiled.pipeline,
        readsStep: compiled.readsStep,
        workgroups: launch.workgroups,
        tensors: gpu.device.createBindGroup({ label: launch.shader.name, layout: compiled.tensors, entries: bindEntries(launch, ranges) }),
      };
    }));
    return new Program(gpu, dispatches, slots, ranges, { dispatches: dispatches.length, plannedBytes: plan.bytes, lowerBoundBytes: plan.lowerBound });
  } catch (error) {
    for (const slot of slots) gpu.ledger.free(slot);
    throw error;
  }
}

function bindEntries(launch: Launch, ranges: ReadonlyMap<number, BufferRange>): GPUBindGroupEntry[] {
  const declared = declaredBindings(launch.shader).filter(({ group }) => group === 0);
  const unknown = Object.keys(launch.bind).find((name) => !declared.some((declaration) => declaration.name === name));
  if (unknown !== undefined) throw new Error(`Shader ${launch.shader.name} declares no buffer "${unknown}".`);
  return declared.map(({ name, binding }) => {
    const tensor = launch.bind[name];
    if (!tensor) throw new Error(`Shader ${launch.shader.name}: nothing is bound to "${name}".`);
    const range = ranges.get(tensor.id);
    if (!range) throw new Error(`Shader ${launch.shader.name}: "${tensor.name}" bound to "${name}" has no memory.`);
    return { binding, resource: { buffer: range.buffer, offset: range.offset, size: Math.max(4, range.bytes) } };
  });
}
