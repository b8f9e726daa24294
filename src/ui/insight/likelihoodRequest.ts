import type { Asked, LikelihoodRequest } from '../../protocol/messages.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { groupedNumber, say } from '../../words/say.ts';

/** What a person chooses about a measurement of likelihood, for both methods. */
export interface LikelihoodSettings {
  method: 'bound' | 'ode';
  of: Asked;
  count: number;
  seed: number;
  variance: 'small' | 'large' | 'learned';
  /** Noise levels whose terms are measured; null for all of them. */
  levels: number | null;
  /** For points: the divergence exactly, without random directions. */
  exact: boolean;
  probes: number;
  tolerance: number;
}

/** What of a recipe the choices depend on. */
export interface LikelihoodContext { pictures: boolean; timesteps: number; learned: boolean }

export function likelihoodContext({ data, schedule, objective }: Pick<Recipe, 'data' | 'schedule' | 'objective'>): LikelihoodContext {
  return { pictures: isImageData(data), timesteps: schedule.timesteps, learned: objective.variance === 'learned' };
}

/** Points cost little, so all is measured; of pictures, what a GPU does in a minute or so. */
export function usualSettings({ pictures, learned }: Pick<LikelihoodContext, 'pictures' | 'learned'>): LikelihoodSettings {
  const shared = { method: 'bound', of: 'model', seed: 1, variance: learned ? 'learned' : 'small', probes: 1 } as const;
  return pictures ? { ...shared, count: 16, levels: 50, exact: false, tolerance: 0.01 } : { ...shared, count: 500, levels: null, exact: true, tolerance: 1e-4 };
}

/** What is sent: choices that do not go with the recipe or with whom is asked are left out. */
export function requestOf(settings: LikelihoodSettings, { pictures, timesteps, learned }: LikelihoodContext): LikelihoodRequest {
  const { method, of, count, seed, levels, probes, tolerance } = settings;
  if (method === 'ode') return { method, of, count, seed, tolerance, probes: of === 'ideal' || (settings.exact && !pictures) ? null : probes };
  const variance = settings.variance === 'learned' && (!learned || of === 'ideal') ? 'small' : settings.variance;
  return { method, of, count, seed, variance, levels: levels === null || levels >= timesteps - 1 ? null : levels };
}

/** Calls that an ODE takes, roughly: smooth models need fewer, sharp ones more. */
const ODE_CALLS = 150;
/** Pictures through the network that nobody waits for without a word. */
const MANY = 2000;

/** A warning where an answer takes long; null where it does not. */
export function effortWarning(settings: LikelihoodSettings, context: LikelihoodContext): string | null {
  if (!context.pictures) return null;
  const { count, of } = settings;
  const request = requestOf(settings, context);
  // A difference along a direction asks for each picture twice more.
  const calls = request.method === 'ode' ? ODE_CALLS * (1 + 2 * (request.probes ?? 0)) : (request.levels ?? context.timesteps - 1) + 1;
  const total = count * calls;
  if (total < MANY) return null;
  const rough = groupedNumber(Number(total.toPrecision(1)));
  const asked = of === 'ideal' ? say`This compares noisy pictures with the whole training set about ${rough} times` : say`This sends about ${rough} pictures through the network`;
  return request.method === 'ode'
    ? say`${asked} and may take minutes; fewer pictures or a larger tolerance take less.`
    : say`${asked} and may take minutes; fewer pictures or noise levels take less.`;
}
