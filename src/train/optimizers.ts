import type { ParameterSpec } from '../nn/parameterArena.ts';
import { adagrad } from '../ops/adagrad.ts';
import { adamw } from '../ops/adamw.ts';
import { lion } from '../ops/lion.ts';
import { SLOT_FLOATS } from '../ops/lossSummary.ts';
import { muon } from '../ops/muon.ts';
import { at, type Operation, type Tensor } from '../ops/operation.ts';
import { type ArenaLength, arenasOf, type MomentName, type OptimizerArena } from '../ops/optimizer.ts';
import { orthogonalise } from '../ops/orthogonalise.ts';
import { rmsprop } from '../ops/rmsprop.ts';
import { sgd } from '../ops/sgd.ts';
import { squaredNorm } from '../ops/squaredNorm.ts';
import type { Wiring } from './wiring.ts';

export const optimizerKinds = ['sgd', 'adam', 'adamw', 'rmsprop', 'adagrad', 'lion', 'muon'] as const;
export type OptimizerKind = (typeof optimizerKinds)[number];

/** What an optimizer is made from. Fields that a kind does not name are not read. */
export interface OptimizerSettings {
  readonly kind: OptimizerKind;
  /** adam, adamw, lion, and muon for what is no matrix. */
  readonly beta1: number;
  readonly beta2: number;
  /** adam, adamw, rmsprop, adagrad, muon. */
  readonly epsilon: number;
  /** Part of the gradient for sgd, adam, rmsprop and adagrad, as in PyTorch; apart from it (decoupled) for adamw, lion and muon. */
  readonly weightDecay: number;
  /** 0: no clipping. */
  readonly clipNorm: number;
  /** sgd, rmsprop, muon. */
  readonly momentum: number;
  /** sgd, muon. */
  readonly nesterov: boolean;
  /** rmsprop. */
  readonly smoothing: number;
  readonly centred: boolean;
  /** adagrad. */
  readonly initialAccumulator: number;
  /** muon. */
  readonly muonScale: 'spectral' | 'adamw';
}

/** What an optimizer works on. */
export interface OptimizerSubject {
  /** The trained parameters: Muon must know the matrices among them. */
  readonly parameters: readonly ParameterSpec[];
  /** Floats in an arena. */
  readonly arenaLength: number;
}

export interface OptimizerOptions {
  /** Moving averages of the weights, 1 to 3: the arenas average, average2 and average3. Default: 1. */
  readonly averages?: number;
  /** See UpdateAttributes. */
  readonly skipBadSteps?: boolean;
  /** The norm of each step's gradient is kept in the memory 'ring', which has so many slots. */
  readonly ringSlots?: number;
}

/** The arenas that an optimizer needs, in the order of its outputs: value, gradient, its moments, the averages. */
export function optimizerArenas(settings: OptimizerSettings, averages = 1): OptimizerArena[] {
  return arenasOf(momentsOf(settings), averages);
}

/** What is not as its numbers say, a sentence each; none where all is well. */
export function optimizerNotes({ kind, momentum, nesterov }: OptimizerSettings): string[] {
  return kind === 'sgd' && nesterov && momentum === 0 ? ['Nesterov looks ahead along the momentum, which is 0: give it some, or switch Nesterov off.'] : [];
}

/**
 * The matrices that Muon works on: all weights of linear layers and convolutions but the first and the last layer and the tables
 * of embeddings, which its authors leave to AdamW with all vectors. A parameter [..., inputs, outputs] counts as [rows, columns]
 * with its last axis as the columns.
 */
export function muonMatrices(parameters: readonly ParameterSpec[]): readonly { offset: number; rows: number; columns: number }[] {
  return parameters.filter(({ name, shape }) => (shape.length === 2 || shape.length === 4) && !OUTER_LAYER.test(name))
    .map(({ shape, offset }) => ({ offset, rows: shape.slice(0, -1).reduce((product, size) => product * size, 1), columns: at(shape, shape.length - 1) }));
}

/** The first and last layers of our networks, and embeddings of classes. */
const OUTER_LAYER = /^(in|out|conv_in|conv_out|class_embedding)\./;

/**
 * Appends one step of the optimizer over the arenas, which are memories of the names in `optimizerArenas`: clipping, the update,
 * the moving averages; the gradient is cleared. Of the step it reads learning_rate, ema_decay, with more than one average the
 * decays of the second and third as coefficients_a[1] and [2], and for adam, adamw and muon the corrections
 * 1 / (1 - beta^n).
 */
export function appendOptimizer(wiring: Wiring, settings: OptimizerSettings, subject: OptimizerSubject, { averages = 1, skipBadSteps = false, ringSlots }: OptimizerOptions = {}): void {
  const { clipNorm, weightDecay, beta1, beta2, epsilon, momentum, nesterov, smoothing, centred, initialAccumulator: initial } = settings;
  const arenas = optimizerArenas(settings, averages).map((name) => wiring.input(name, [subject.arenaLength]));
  const every = { clipNorm, skipBadSteps, averages, ringSlots, parameters: subject.arenaLength };
  const ring = ringSlots === undefined ? [] : [wiring.input('ring', [ringSlots, SLOT_FLOATS])];
  const write = <A extends ArenaLength>(operation: Operation<A>, attributes: A): void => { wiring.graph.write(operation, [], attributes, [...arenas, ...ring]); };
  switch (settings.kind) {
    case 'sgd': write(sgd, { ...every, momentum, nesterov, weightDecay }); return;
    case 'adam': write(adamw, { ...every, beta1, beta2, epsilon, weightDecay, coupled: true }); return;
    case 'adamw': write(adamw, { ...every, beta1, beta2, epsilon, weightDecay }); return;
    case 'rmsprop': write(rmsprop, { ...every, smoothing, epsilon, momentum, centred, weightDecay }); return;
    case 'adagrad': write(adagrad, { ...every, epsilon, initial, weightDecay }); return;
    case 'lion': write(lion, { ...every, beta1, beta2, weightDecay }); return;
    case 'muon': {
      const norm = wiring.graph.one(squaredNorm, [at(arenas, 1)], null);
      for (const { offset, rows, columns } of muonMatrices(subject.parameters)) {
        const parts = (['gradient', 'moment1', 'moment2'] as const).map((name): Tensor => {
          const tensor = wiring.graph.input(`${name} at ${offset}`, [rows, columns]);
          wiring.place(tensor, name, 4 * offset);
          return tensor;
        });
        wiring.graph.write(orthogonalise, [norm], { rows, columns, momentum, nesterov, scale: settings.muonScale, clipNorm, skipBadSteps }, parts);
      }
      wiring.graph.write(muon, [norm], { ...every, beta1, beta2, epsilon, weightDecay }, [...arenas, ...ring]);
    }
  }
}

function momentsOf({ kind, momentum, centred }: OptimizerSettings): MomentName[] {
  switch (kind) {
    case 'sgd': return momentum > 0 ? ['moment1'] : [];
    case 'lion': return ['moment1'];
    case 'adagrad': return ['moment2'];
    case 'rmsprop': return [...(momentum > 0 ? ['moment1' as const] : []), 'moment2', ...(centred ? ['moment3' as const] : [])];
    case 'adam': case 'adamw': case 'muon': return ['moment1', 'moment2'];
  }
}
