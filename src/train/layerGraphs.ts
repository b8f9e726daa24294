import { at, elements, type Tensor } from '../ops/operation.ts';
import { rangeStatistics, rangeTables, STATISTICS, tensorStatistics } from '../ops/statistics.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Learner } from './learner.ts';
import { appendGradient, parameterTensors } from './trainProgram.ts';
import { Wiring } from './wiring.ts';

/** What the graphs below share: numbers to look at, and where the answers go. */
export const WATCH = {
  /** An arena: the weights as they were a step ago, then the gradient of a pass that trains nothing. */
  scratch: 'layers: scratch',
  pieces: 'layers: pieces',
  ranges: 'layers: ranges',
  weights: 'layers: of weights',
  updates: 'layers: of updates',
  gradients: 'layers: of gradients',
  outputs: 'layers: of outputs',
} as const;

/** Outputs of layers no farther from zero than this count as nearly zero. */
const NEAR = 0.01;
/** Bytes between the answers for two outputs: bindings begin at multiples of 256. */
export const OUTPUT_STRIDE = 256;
/** Samples of a pass, at most: its gradient is rougher than that of training, but of the same size. */
const MOST_SAMPLES = { points: 256, pictures: 8 } as const;

/** A layer of a network: what its weight is called, and where it lies in the arenas. */
export interface WatchedLayer {
  readonly name: string;
  readonly weight: string;
  readonly offset: number;
  readonly count: number;
}

export function watchedLayers({ parameters }: Learner): WatchedLayer[] {
  return parameters.filter(({ name }) => name.endsWith('.weight'))
    .map(({ name, offset, shape }) => ({ name: name.slice(0, -'.weight'.length), weight: name, offset, count: elements(shape) }));
}

export interface LayerGraphs {
  readonly layers: readonly WatchedLayer[];
  readonly tables: { readonly pieces: Uint32Array; readonly ranges: Uint32Array };
  /** Looks at the weights, and at what one step changed of them. */
  readonly weights: Wiring;
  /** A pass forward and back over a few samples, of whose gradient and outputs it tells; the scratch must be zero. */
  readonly pass: Wiring;
}

/**
 * @param learner whose network is made of single layers
 * @param software where shaders take longer to compile than a pass takes: it then has the batch of training, whose shaders are there
 */
export function layerGraphs(learner: Learner, recipe: Recipe, software: boolean): LayerGraphs {
  const layers = watchedLayers(learner);
  const tables = rangeTables(layers);
  const look = (wiring: Wiring, memory: string, to: string, without: string | null = null): void => {
    const [x, other] = [memory, without].map((name) => (name === null ? null : wiring.input(name, [learner.arenaLength])));
    if (!x) return;
    const places = [wiring.input(WATCH.pieces, [tables.pieces.length / 2, 2], 'u32'), wiring.input(WATCH.ranges, [layers.length, 2], 'u32')];
    wiring.graph.write(rangeStatistics, [x, ...places, ...(other ? [other] : [])], { near: NEAR }, [wiring.input(to, [layers.length, STATISTICS])]);
  };
  const weights = new Wiring();
  look(weights, 'value', WATCH.weights);
  look(weights, 'value', WATCH.updates, WATCH.scratch);
  const pass = new Wiring();
  const batch = software ? recipe.training.batch : Math.min(recipe.training.batch, learner.sampleShape.length > 1 ? MOST_SAMPLES.pictures : MOST_SAMPLES.points);
  const part = parameterTensors(pass, learner, 'value');
  appendGradient(pass, learner, { ...recipe, training: { ...recipe.training, batch, accumulate: 1 } }, {
    part, memory: WATCH.scratch,
    record: () => layers.forEach(({ weight }, index) => {
      const to = pass.graph.input(`${WATCH.outputs} ${index}`, [STATISTICS]);
      pass.place(to, WATCH.outputs, index * OUTPUT_STRIDE);
      pass.graph.write(tensorStatistics, [outputOf(pass, part(weight))], { near: NEAR }, [to]);
    }),
  });
  look(pass, WATCH.scratch, WATCH.gradients);
  return { layers, tables, weights, pass };
}

/** What a layer makes of what comes in, through its activation where one follows at once. A network that is asked twice is looked at the second time. */
function outputOf({ graph }: Wiring, weight: Tensor): Tensor {
  const node = graph.nodes.findLast(({ inputs }) => inputs.includes(weight));
  if (!node) throw new Error(`No layer of the network uses "${weight.name}".`);
  const made = at(node.outputs, 0);
  return graph.nodes.find(({ operation, inputs }) => operation.name === 'activation' && inputs[0] === made)?.outputs[0] ?? made;
}
