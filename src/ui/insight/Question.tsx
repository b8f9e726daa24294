import type { ReactNode } from 'react';
import type { InsightQuestion } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { Status } from '../primitives/Status.tsx';
import { quietly } from '../quietly.ts';
import styles from './Question.module.css';

export interface QuestionProps {
  question: InsightQuestion;
  /** What the button says; while it is answered the same button gives it up. */
  label: string;
  /** What goes on meanwhile: "Measuring the loss floor". */
  working: string;
  /** For an answer that is of an older model. */
  primary?: boolean;
  disabled?: boolean;
  onAsk(): void;
  /** What stands beside the button while nothing is asked. */
  children?: ReactNode;
}

/** A question to the run: the button that asks it, how far the answer is, the way to give it up, and why there is none. */
export function Question({ question, label, working, primary = false, disabled = false, onAsk, children }: QuestionProps) {
  const store = usePlaygroundStore();
  const share = usePlayground((state) => state.insights[question] ?? null);
  const problem = usePlayground((state) => state.insightProblems[question] ?? null);
  const ready = usePlayground((state) => state.runningRecipe !== null && state.status !== 'compiling');
  const asking = share !== null;
  return (
    <div className={styles.question}>
      <div className={styles.row}>
        <Button
          variant={primary && !asking ? 'primary' : 'plain'}
          disabled={!asking && (disabled || !ready)}
          onClick={() => (asking ? quietly(store.getState().cancelQuestion(question)) : onAsk())}
        >
          {asking ? say`Cancel` : label}
        </Button>
        {asking ? (
          <div className={styles.progress}>
            <span>{working}, {Math.round(100 * share)} %</span>
            <ProgressBar label={working} share={share} />
          </div>
        ) : children}
      </div>
      {problem === null ? null : <Status tone="bad">{sayText(problem)}</Status>}
    </div>
  );
}
