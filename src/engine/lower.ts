import { type DeviceTraits, elements, type Launch, type Tensor } from '../ops/operation.ts';
import type { Graph } from './graph.ts';
import type { Lifetime } from './memoryPlan.ts';

/** A launch with the names of the buffers that hold float16. */
export interface LoweredLaunch extends Launch {
  readonly halves: readonly string[];
}

/** A graph as launches, and how long each tensor that needs planned memory lives; keys are tensors' ids. */
export interface Lowered {
  readonly launches: readonly LoweredLaunch[];
  readonly lifetimes: readonly Lifetime[];
}

export interface LowerOptions {
  /** Tensors whose values must survive to the end of the step, to be read from outside. */
  readonly keep?: readonly Tensor[];
  /**
   * Activations that the forward pass makes are stored as float16, where the operations that make and read them allow it.
   * Gradients, parameters, statistics, sums and all that is seen from outside stay float32, so no loss scaling is needed
   * (Micikevicius et al., "Mixed precision training", 2018, section 3, without float16 gradients).
   */
  readonly halfActivations?: boolean;
}

/** Chooses the kernels of a graph for a device with these traits; needs no device. */
export function lower(graph: Graph, traits: DeviceTraits, { keep = [], halfActivations = false }: LowerOptions = {}): Lowered {
  const halves = halfActivations ? halfTensors(graph, keep) : new Set<Tensor>();
  const lives = new Map<number, { tensor: Tensor; first: number; last: number }>();
  const touch = (used: Tensor, time: number): void => {
    const tensor = graph.owner(used);
    if (graph.isExternal(tensor)) return;
    const life = lives.get(tensor.id);
    if (life) life.last = Math.max(life.last, time);
    else lives.set(tensor.id, { tensor, first: time, last: time });
  };
  let nextScratch = graph.tensors.length;
  const launches = graph.nodes.flatMap((node, time) => {
    for (const tensor of [...node.inputs, ...node.outputs]) touch(tensor, time);
    return node.operation.launch({
      inputs: node.inputs, outputs: node.outputs, attributes: node.attributes, accumulates: node.accumulates, traits,
      scratch(shape, type = 'f32') {
        const tensor: Tensor = { id: nextScratch++, name: `${node.operation.name}.scratch`, shape, type, parameter: false };
        touch(tensor, time);
        return tensor;
      },
    });
  }).map((launch): LoweredLaunch => ({
    ...launch,
    halves: Object.entries(launch.bind).filter(([, tensor]) => halves.has(graph.owner(tensor))).map(([name]) => name),
  }));
  for (const tensor of keep) touch(tensor, graph.nodes.length);
  // Bindings are whole words.
  const bytesOf = (tensor: Tensor): number => (halves.has(tensor) ? 4 * Math.ceil(elements(tensor.shape) / 2) : 4 * elements(tensor.shape));
  const lifetimes = [...lives.values()].map(({ tensor, first, last }): Lifetime => ({ key: tensor.id, bytes: bytesOf(tensor), first, last }));
  return { launches, lifetimes };
}

/** The tensors that may be float16: made in the forward pass by an operation that allows it, and read by such alone. */
function halfTensors(graph: Graph, keep: readonly Tensor[]): Set<Tensor> {
  const found = new Set<Tensor>();
  const barred = new Set(keep.map((tensor) => graph.owner(tensor)));
  graph.nodes.forEach(({ operation, inputs, outputs }, time) => {
    if (operation.aliases) return;
    const { halves } = operation;
    if (!halves) for (const tensor of inputs) barred.add(graph.owner(tensor));
    outputs.forEach((tensor, index) => {
      const owner = graph.owner(tensor);
      const allowed = time < graph.forwardNodes && tensor.type === 'f32' && !graph.isExternal(owner) && halves?.includes(index) === true;
      (allowed ? found : barred).add(owner);
    });
  });
  return new Set([...found].filter((tensor) => !barred.has(tensor)));
}
