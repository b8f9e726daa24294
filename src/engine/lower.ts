import { type DeviceTraits, elements, type Launch, type Tensor } from '../ops/operation.ts';
import type { Graph } from './graph.ts';
import type { Lifetime } from './memoryPlan.ts';

const BYTES_PER_ELEMENT = 4;

/** A graph as launches, and how long each tensor that needs planned memory lives; keys are tensors' ids. */
export interface Lowered {
  readonly launches: readonly Launch[];
  readonly lifetimes: readonly Lifetime[];
}

/**
 * Chooses the kernels of a graph for a device with these traits; needs no device.
 * @param keep tensors whose values must survive to the end of the step.
 */
export function lower(graph: Graph, traits: DeviceTraits, keep: readonly Tensor[] = []): Lowered {
  const lives = new Map<number, { tensor: Tensor; first: number; last: number }>();
  const touch = (used: Tensor, time: number): void => {
    const tensor = graph.owner(used);
    if (graph.isExternal(tensor)) return;
    const life = lives.get(tensor.id);
    if (life) life.last = Math.max(life.last, time);
    else lives.set(tensor.id, { tensor, first: time, last: time });
  };
  let nextScratch = graph.tensors.length;
  const launches: Launch[] = graph.nodes.flatMap((node, time) => {
    for (const tensor of [...node.inputs, ...node.outputs]) touch(tensor, time);
    return node.operation.launch({
      inputs: node.inputs, outputs: node.outputs, attributes: node.attributes, accumulates: node.accumulates, traits,
      scratch(shape, type = 'f32') {
        const tensor: Tensor = { id: nextScratch++, name: `${node.operation.name}.scratch`, shape, type, parameter: false };
        touch(tensor, time);
        return tensor;
      },
    });
  });
  for (const tensor of keep) touch(tensor, graph.nodes.length);
  const lifetimes = [...lives.values()].map(({ tensor, first, last }): Lifetime => ({ key: tensor.id, bytes: elements(tensor.shape) * BYTES_PER_ELEMENT, first, last }));
  return { launches, lifetimes };
}
