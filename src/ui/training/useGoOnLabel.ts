import { usePlayground } from '../playground.ts';

/** What the button that trains is called: it begins, goes on, or goes on after the planned end. */
export function useGoOnLabel(): string {
  return usePlayground(({ step, recipe }) => (step === 0 ? 'Start' : step % recipe.training.steps === 0 ? 'Train further' : 'Continue'));
}
