import type { Client, CommandBody, Done } from '../client/client.ts';
import type { InsightQuestion } from '../protocol/messages.ts';
import type { PlaygroundState } from './state.ts';

type InsightActions = Pick<PlaygroundState, 'measureLikelihood' | 'drawDensity' | 'askField' | 'measureLossFloor' | 'sampleIdeal' | 'cancelQuestion'>;

/** What is known of a run that has just begun. */
export const nothingAsked = () => ({ insights: {}, likelihood: null, densities: {}, lossFloor: null, idealTrajectory: null });

/** Questions about what the model has learnt: `insights` tells how far each is. Failures go to whoever asked. */
export function insightActions(client: Client, get: () => PlaygroundState, set: (change: Partial<PlaygroundState>) => void): InsightActions {
  /** Counts questions by type: the end of one whose place was taken says nothing about the newer one. */
  const asked = new Map<InsightQuestion, number>();
  const ask = async (question: InsightQuestion, body: CommandBody): Promise<Done> => {
    const mine = (asked.get(question) ?? 0) + 1;
    asked.set(question, mine);
    set({ insights: { ...get().insights, [question]: 0 } });
    try {
      return await client.send(body);
    } finally {
      if (asked.get(question) === mine) {
        const { [question]: _, ...others } = get().insights;
        set({ insights: others });
      }
    }
  };
  const needed = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The worker answered a question without its answer. Reload the page and try again.');
    return value;
  };
  return {
    async measureLikelihood(request) {
      const likelihood = needed((await ask('likelihood', { type: 'likelihood', request })).likelihood);
      set({ likelihood });
      return likelihood;
    },
    async drawDensity(of, grid) {
      await ask('density', { type: 'density', of, grid });
    },
    async askField(of, timestep, grid) {
      return needed((await ask('field', { type: 'field', of, timestep, grid })).field);
    },
    async measureLossFloor(levels, samples, seed) {
      const lossFloor = needed((await ask('loss-floor', { type: 'loss-floor', levels, samples, seed })).losses);
      set({ lossFloor });
      return lossFloor;
    },
    async sampleIdeal(request) {
      const idealTrajectory = needed((await ask('ideal-sample', { type: 'ideal-sample', request })).trajectory);
      set({ idealTrajectory });
      return idealTrajectory;
    },
    async cancelQuestion(question) {
      await client.send({ type: 'cancel', question });
    },
  };
}
