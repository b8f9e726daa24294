import type { Client, CommandBody, Done } from '../client/client.ts';
import type { InsightQuestion } from '../protocol/messages.ts';
import { failureText } from './failureText.ts';
import type { Answer, PlaygroundState } from './state.ts';

type InsightActions = Pick<PlaygroundState, 'measureLikelihood' | 'drawDensity' | 'askField' | 'measureLossFloor' | 'sampleIdeal' | 'carry' | 'measureQuality' | 'measureDistance' | 'cancelQuestion'>;

/** What is known of a run that has just begun. */
export const nothingAsked = () => ({ insights: {}, insightProblems: {}, askedWith: {}, likelihoods: {}, densities: {}, lossFloor: null, idealTrajectory: null });

type ByQuestion<V> = Partial<Record<InsightQuestion, V>>;

function without<V>(record: ByQuestion<V>, question: InsightQuestion): ByQuestion<V> {
  const others = { ...record };
  delete others[question];
  return others;
}

/** Questions about what the model has learnt: `insights` tells how far each is. Failures go to whoever asked, and into `insightProblems`. */
export function insightActions(client: Client, get: () => PlaygroundState, set: (change: Partial<PlaygroundState>) => void): InsightActions {
  /** Counts questions by type: the end of one whose place was taken says nothing about the newer one. */
  const asked = new Map<InsightQuestion, number>();
  const ask = async (question: InsightQuestion, body: CommandBody): Promise<Answer<Done>> => {
    const mine = (asked.get(question) ?? 0) + 1;
    asked.set(question, mine);
    const { insights, insightProblems, askedWith, runningRecipe } = get();
    const schedule = runningRecipe?.schedule;
    set({ insights: { ...insights, [question]: 0 }, insightProblems: without(insightProblems, question), askedWith: { ...askedWith, [question]: schedule } });
    try {
      return { ...await client.send(body), schedule: schedule ?? null };
    } catch (error) {
      const told = failureText(error);
      // A question that was asked of a run before this one says nothing here.
      if (told !== null && asked.get(question) === mine && question in get().insights) set({ insightProblems: { ...get().insightProblems, [question]: told } });
      throw error;
    } finally {
      if (asked.get(question) === mine) set({ insights: without(get().insights, question) });
    }
  };
  const needed = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The worker answered a question without its answer. Reload the page and try again.');
    return value;
  };
  return {
    async measureLikelihood(request) {
      const { schedule, ...done } = await ask('likelihood', { type: 'likelihood', request });
      const likelihood = needed(done.likelihood);
      set({ likelihoods: { ...get().likelihoods, [`${likelihood.method} ${likelihood.of}`]: { ...likelihood, schedule } } });
      return likelihood;
    },
    async drawDensity(of, grid) {
      await ask('density', { type: 'density', of, grid });
    },
    async askField(of, timestep, grid) {
      return needed((await ask('field', { type: 'field', of, timestep, grid })).field);
    },
    async measureLossFloor(levels, samples, seed) {
      const { schedule, ...done } = await ask('loss-floor', { type: 'loss-floor', levels, samples, seed });
      const lossFloor = needed(done.losses);
      set({ lossFloor: { ...lossFloor, schedule } });
      return lossFloor;
    },
    async sampleIdeal(request) {
      return needed((await ask('ideal-sample', { type: 'ideal-sample', request })).trajectory);
    },
    async carry(use, of, request) {
      return needed((await ask(use, { type: 'carry', use, of, request })).trajectory);
    },
    async measureQuality(of, request, seeds) {
      return needed((await ask('quality', { type: 'quality', of, request, seeds })).quality);
    },
    async measureDistance(samples) {
      return needed((await client.send({ type: 'distance', samples })).distance);
    },
    async cancelQuestion(question) {
      await client.send({ type: 'cancel', question });
    },
  };
}
