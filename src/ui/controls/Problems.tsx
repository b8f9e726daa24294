import type { ReactNode } from 'react';
import type { Problem } from '../../recipe/fields.ts';
import { usePlayground } from '../playground.ts';
import { Status } from '../primitives/Status.tsx';
import { isOfPart } from './parts.ts';
import { problemText } from './problemText.ts';

export interface ProblemsProps {
  /** The parts, for instance `objective`. */
  of: readonly string[];
  /** What mends a problem, for instance a button. */
  action?(problem: Problem): ReactNode;
}

/** What of a part of the recipe does not go with the rest, a sentence each. */
export function Problems({ of, action }: ProblemsProps) {
  const problems = usePlayground((state) => state.problems);
  return problems.filter(isOfPart(of)).map((problem) => (
    <Status key={problem.path} tone="bad" action={action?.(problem)}>{problemText(problem)}</Status>
  ));
}
