import { useEffect, useRef } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { GlossaryText } from '../glossary/GlossaryText.tsx';
import { Button } from '../primitives/Button.tsx';
import { Icon } from '../primitives/Icon.tsx';
import type { LessonStep as Step, MeasureName } from './lesson.ts';
import { MeasureTable } from './MeasureTable.tsx';
import { QuestionForm } from './QuestionForm.tsx';
import { useDone, type LessonDesk } from './useDesk.ts';
import styles from './LessonPlayer.module.css';

export interface LessonStepProps {
  step: Step;
  measure: MeasureName | undefined;
  desk: LessonDesk;
}

/** What a step says, asks and does. */
export function LessonStep({ step: { text, question, action, done, after }, measure, desk }: LessonStepProps) {
  const isDone = useDone(done, desk.measured);
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isDone) outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [isDone, desk.measured]);
  const measures = action?.does.some((one) => one.do === 'measure') ?? false;
  return (
    <>
      {text.map((paragraph) => <p key={paragraph}><GlossaryText text={paragraph} /></p>)}
      {question ? <QuestionForm question={question} /> : null}
      {action ? (
        <div>
          <Button icon={isDone ? 'check' : 'play'} className={styles.action} aria-disabled={desk.busy} onClick={() => desk.carryOut(action.does)}>
            {desk.busy ? say`Working …` : say`Do it: ${sayText(action.label)}`}
          </Button>
        </div>
      ) : null}
      {measure && (measures || desk.measured.length > 0) ? <MeasureTable measure={measure} measured={desk.measured} /> : null}
      <div ref={outcome} role="status" className={styles.outcome}>
        {isDone ? <p className={styles.done}><Icon name="check" /><span>{say`Done.`}{after ? <> <GlossaryText text={after} /></> : null}</span></p> : null}
      </div>
    </>
  );
}
