import type { ParameterArena } from '../nn/parameterArena.ts';
import type { OptimizerArena } from '../ops/optimizer.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Learner } from './learner.ts';

/** The weights, and averages of them; all else begins with zeros. */
const isWeights = (name: OptimizerArena): boolean => name === 'value' || name.startsWith('average');

/** Weights of which nothing is known but themselves: they are their own average, and the moments are zero. */
export function beginWith(arena: ParameterArena, weights: ReadonlyMap<string, Float32Array>): void {
  for (const name of arena.names) {
    if (isWeights(name)) arena.write(name, weights);
    else arena.clear(name);
  }
}

/** Puts a checkpoint's numbers into the arenas. @throws a sentence naming the tensor that is missing or of another shape */
export function restoreWeights(arena: ParameterArena, learner: Learner, { model, state }: Pick<Checkpoint, 'model' | 'state'>): void {
  const trained = new Map([...model].filter(([name]) => !learner.fixed.has(name)));
  beginWith(arena, learner.restore(trained, ''));
  if (state.size === 0) return;
  for (const name of arena.names) if (name !== 'value' && name !== 'gradient') arena.write(name, learner.restore(state, `${name}.`));
}

/** Copies the arenas to the CPU, as they are after everything submitted before. */
export async function saveWeights(arena: ParameterArena, learner: Learner): Promise<Pick<Checkpoint, 'model' | 'state'>> {
  const saved = arena.names.filter((name) => name !== 'gradient');
  const read = await arena.read(saved);
  const [model = new Map(), ...state] = saved.map((name, index) =>
    learner.save(read[index] ?? new Map<string, Float32Array>(), name === 'value' ? '' : `${name}.`));
  return { model: new Map([...model, ...learner.fixed]), state: new Map(state.flatMap((tensors) => [...tensors])) };
}
