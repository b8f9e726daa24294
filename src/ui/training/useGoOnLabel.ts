import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';

/** What the button that trains is called: it begins, goes on, or goes on after the planned end. */
export function useGoOnLabel(): string {
  const next = usePlayground(({ step, recipe }) => (step === 0 ? 'begin' : step % recipe.training.steps === 0 ? 'further' : 'goOn'));
  return { begin: say`Start`, further: say`Train further`, goOn: say`Continue` }[next];
}
