import { useMemo, useRef } from 'react';
import { formulaMathml, symbolMathml } from '../../diffusion/mathml.ts';
import type { Formula as FormulaOf } from '../../diffusion/scheduleFormulas.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { formatNumber } from '../primitives/numberText.ts';
import { mathOf } from './mathElements.ts';
import { useOverflow } from './useOverflow.ts';
import styles from './Formula.module.css';

export interface FormulaProps {
  formula: FormulaOf;
  /** What symbols are at present, by the symbol as the formula writes it: `{ β_end: 0.02 }`. */
  values?: Readonly<Record<string, number>>;
}

/** A formula line by line, what its symbols mean, and where it comes from. */
export function Formula({ formula, values = {} }: FormulaProps) {
  // Parsed once a formula, not at every number that moves.
  const { lines, symbols } = useMemo(() => ({
    lines: formula.lines.map(({ left, right }) => mathOf(formulaMathml(left, right), 'block')),
    symbols: formula.symbols.map(({ symbol, meaning }) => ({ symbol, meaning, math: mathOf(symbolMathml(symbol), 'inline') })),
  }), [formula]);
  const box = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(box, lines);

  return (
    <div className={styles.formula}>
      {/* Only what overflows has to be reached by keyboard, so that arrow keys move it. */}
      <div ref={box} className={styles.lines} {...(overflows ? { tabIndex: 0, role: 'group', 'aria-label': say`Formula, wider than its column` } : {})}>
        {lines.map((math, i) => <div key={i} className={styles.line}>{math}</div>)}
      </div>
      <dl className={styles.symbols}>
        {symbols.map(({ symbol, meaning, math }) => {
          const value = values[symbol];
          return (
            <div key={symbol} className={styles.symbol}>
              <dt>{math}</dt>
              <dd>{sayText(meaning)}</dd>
              {value === undefined ? null : <dd className={styles.value}>= {formatNumber(value)}</dd>}
            </div>
          );
        })}
      </dl>
      {formula.note ? <p className={styles.note}>{sayText(formula.note)}</p> : null}
      <p className={styles.source}>{sayText(formula.source)}</p>
    </div>
  );
}
