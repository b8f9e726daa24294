import { usePlayground } from '../playground.ts';
import { Status } from '../primitives/Status.tsx';
import { isOfPart } from './parts.ts';
import { problemText } from './problemText.ts';

/** What of a part of the recipe does not go with the rest, a sentence each. @param of the parts, for instance `objective` */
export function Problems({ of }: { of: readonly string[] }) {
  const problems = usePlayground((state) => state.problems);
  return problems.filter(isOfPart(of)).map((problem) => (
    <Status key={problem.path} tone="bad">{problemText(problem)}</Status>
  ));
}
