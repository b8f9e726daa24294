import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { makeChartScales, type ChartAxis, type ChartScales } from '../../plot/chartScales.ts';
import type { ShownSteps } from '../../plot/lossCurve.ts';
import type { RunChange } from '../../store/runChanges.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { ChartGround } from '../charts/ChartGround.tsx';
import { tableRows, type Curve } from '../charts/curves.ts';
import { CurveTable } from '../charts/CurveTable.tsx';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import { ChangeLine } from './ChangeLine.tsx';
import { changesNear } from './changesNear.ts';
import { ChangeMarks } from './ChangeMarks.tsx';
import { stepAfterKey } from './stepKeys.ts';
import styles from './StepChart.module.css';

/** What a chart says of one step. */
export interface StepReading {
  step: number;
  /** Short, for the chart, and as a part of a sentence, for screen readers. */
  text: string;
  spoken: string;
  dots: readonly { y: number; tone: Curve['tone'] }[];
}

export interface StepChartProps {
  /** What the chart shows, in a sentence. */
  label: string;
  testId?: string;
  y: ChartAxis;
  steps: ShownSteps;
  changes: readonly RunChange[];
  /** The numbers as a table for screen readers. */
  curves: readonly Curve[];
  /** What stands in the chart where there is nothing to draw; null where there is. */
  empty: string | null;
  /** @param height the value of y under the pointer; null when the step was chosen by keys */
  reading(step: number, height: number | null): StepReading | null;
  children?(scales: ChartScales): ReactNode;
  /** What covers the whole ground. */
  cover?(scales: ChartScales): ReactNode;
}

const HEIGHT = 184;
/** Where the lines of an empty ground lie, so that it is seen as one; its sentence stands between them. */
const THIRDS = [0, 1 / 3, 2 / 3] as const;
const CHARACTER = 6.5;

/** A chart over the training steps: axes, marks where settings were changed, and the values at a step chosen with pointer or arrow keys. */
export function StepChart({ label, testId, y, steps, changes, curves, empty, reading, children, cover }: StepChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const [chosen, setChosen] = useState<{ step: number; height: number | null } | null>(null);
  const x = useMemo((): ChartAxis => ({ name: 'training step', domain: [steps.first, steps.last] }), [steps.first, steps.last]);
  const scales = useMemo(() => {
    const made = makeChartScales(x, y, width, HEIGHT);
    // Numbers beside an empty chart would be of nothing.
    return empty === null ? made : { ...made, xTicks: [], yTicks: [] };
  }, [x, y, width, empty]);
  const read = chosen && empty === null ? reading(chosen.step, chosen.height) : null;
  const near = read ? changesNear(changes, read.step, scales.x) : [];
  const text = read ? say`step ${groupedNumber(read.step)}   ${read.text}` : '';
  const crowded = (text.length + sayText(y.name).length) * CHARACTER > width;
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    setChosen({ step: Math.round(scales.xOf(event.clientX - left + scales.left)), height: scales.yOf(event.clientY - top + scales.top) });
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'Escape' ? null : stepAfterKey(event.key, chosen?.step ?? steps.last, steps);
    if (step !== null) event.preventDefault();
    if (step !== null || event.key === 'Escape') setChosen(step === null ? null : { step, height: null });
  };
  return (
    <figure className={styles.chart}>
      <div ref={box} className={styles.box} style={{ blockSize: HEIGHT }}>
        {width > 0 ? (
          <>
            <svg className={styles.layer} width={width} height={HEIGHT} role="img" aria-label={label} data-testid={testId}>
              <ChartGround scales={scales} x={x} y={read && crowded ? { ...y, name: '' } : y} />
              {empty === null ? null : THIRDS.map((part) => <line key={part} className={styles.third} x1={scales.left} x2={scales.right} y1={scales.top + part * (scales.bottom - scales.top)} y2={scales.top + part * (scales.bottom - scales.top)} />)}
              {children?.(scales)}
            </svg>
            {cover?.(scales)}
            <svg className={styles.layer} width={width} height={HEIGHT} aria-hidden="true">
              <ChangeMarks changes={changes} scales={scales} />
              {read ? [styles.halo, styles.pointer].map((line) => <line key={line} className={line} x1={scales.x(read.step)} x2={scales.x(read.step)} y1={scales.top} y2={scales.bottom} />) : null}
              {read?.dots.map((dot) => (Number.isFinite(dot.y) ? <circle key={dot.tone} className={styles.dot} data-tone={dot.tone} r={3.5} cx={scales.x(read.step)} cy={Math.min(scales.bottom, Math.max(scales.top, scales.y(dot.y)))} /> : null))}
              {read ? <text className={styles.readout} x={scales.right} y={12} textAnchor="end">{text}</text> : null}
            </svg>
            {empty === null ? (
              <div
                className={styles.ground}
                style={{ insetInlineStart: scales.left, insetBlockStart: scales.top, inlineSize: scales.right - scales.left, blockSize: scales.bottom - scales.top }}
                role="slider"
                tabIndex={0}
                aria-label={say`Step to read`}
                aria-valuemin={steps.first}
                aria-valuemax={steps.last}
                aria-valuenow={read?.step ?? steps.last}
                aria-valuetext={read ? [say`step ${read.step}: ${read.spoken}`, ...near.map((words) => say`changed here: ${words}`)].join('; ') : say`none chosen; arrow keys choose one`}
                onPointerDown={point}
                onPointerMove={point}
                onPointerLeave={() => setChosen(null)}
                onKeyDown={press}
                onBlur={() => setChosen(null)}
              />
            ) : <p className={styles.empty}>{sayText(empty)}</p>}
          </>
        ) : null}
      </div>
      <ChangeLine changes={changes} near={near} />
      <CurveTable label={label} x={x} curves={curves} rows={tableRows(curves)} />
    </figure>
  );
}
