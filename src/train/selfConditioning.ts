import { slice } from '../ops/concat.ts';
import { detach } from '../ops/detach.ts';
import { estimateX0 } from '../ops/estimateX0.ts';
import { maskRows } from '../ops/maskRows.ts';
import { at, type Tensor } from '../ops/operation.ts';
import type { Learner, Question } from './learner.ts';
import { MAX_TIMESTEPS, X0_FACTORS } from './runMemory.ts';
import type { Wiring } from './wiring.ts';

/** How often the network is shown its estimate while it trains (Chen et al. 2022, "Analog bits", section 3.2). */
const SHOWN = 0.5;
/** Numbers of the masks, which are drawn apart from each other. */
const [NONE_LAYER, SHOWN_LAYER] = [0, 1];

/**
 * Appends a first pass of a network that is shown its own estimate of x0: asked without one, its prediction becomes an estimate, which half
 * of the rows get to see in the pass that is trained; the others see zeros. No gradient goes through the first pass.
 * @returns the estimate for the second pass, shaped as `x`
 */
export function firstEstimate(wiring: Wiring, learner: Learner, question: Question, part: (name: string) => Tensor): Tensor {
  const { graph } = wiring;
  const { x, timesteps } = question;
  const nothing = graph.one(maskRows, [x], { probability: 0, layer: NONE_LAYER });
  const output = learner.network(wiring, { ...question, estimate: nothing }, part, true);
  const channels = at(x.shape, x.shape.length - 1);
  // A network that learns its variance has its prediction in the first half of the channels.
  const prediction = at(output.shape, output.shape.length - 1) === channels ? output : graph.one(slice, [output], { start: 0, width: channels });
  const estimate = graph.one(estimateX0, [x, prediction, timesteps, wiring.input(X0_FACTORS, [MAX_TIMESTEPS, 2])], null);
  return graph.one(maskRows, [graph.one(detach, [estimate], null)], { probability: SHOWN, layer: SHOWN_LAYER });
}
