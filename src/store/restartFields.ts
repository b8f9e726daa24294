import type { Recipe } from '../recipe/recipe.ts';

/** Fields that the worker takes over while it trains; all others of these parts need a restart. */
const liveFields = new Set(['optimizer.learningRate', 'training.batch', 'training.emaDecay']);
const parts = ['data', 'model', 'objective', 'optimizer', 'training'] as const;

function same(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}

/** Names of the fields, like 'model.width', in which `wanted` differs from `running` and that only a restart applies. */
export function restartFields(wanted: Recipe, running: Recipe | null): string[] {
  if (!running) return [];
  return parts.flatMap((part) => {
    if (wanted[part] === running[part]) return [];
    const now = new Map<string, unknown>(Object.entries(running[part]));
    const next = new Map<string, unknown>(Object.entries(wanted[part]));
    return [...new Set([...now.keys(), ...next.keys()])]
      .filter((key) => !liveFields.has(`${part}.${key}`) && !same(now.get(key), next.get(key)))
      .map((key) => `${part}.${key}`);
  });
}
