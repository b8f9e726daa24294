import { useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { axisNumber, makeChartScales, type ChartAxis, type ChartScales } from '../../plot/chartScales.ts';
import { sayText } from '../../words/sayText.ts';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import { ChartGround } from './ChartGround.tsx';
import { nearestPoint, tableRows, type Curve } from './curves.ts';
import { CurveLine } from './CurveLine.tsx';
import { CurveTable } from './CurveTable.tsx';
import styles from './CurveChart.module.css';

export interface CurveChartProps {
  /** What the chart shows, in a sentence: its name for screen readers and the caption of its table. */
  label: string;
  x: ChartAxis;
  y: ChartAxis;
  curves: readonly Curve[];
  /** Hairlines across the chart, for instance the present step. */
  marks?: readonly { x: number; label: string }[];
  /** In CSS pixels. */
  height?: number;
  /** What stands in the chart where there is nothing to draw. */
  empty?: string;
  /** Further drawing over the curves, for instance points to drag. */
  children?(scales: ChartScales): ReactNode;
  /** What lies over the drawing, with its lengths from the same corner. */
  over?(scales: ChartScales): ReactNode;
  /** Without the numbers under the pointer, while others are told. */
  quiet?: boolean;
}

/** Width of a character of the readout, in pixels. */
const CHARACTER = 6.5;

/** Curves over two named axes, the numbers under the pointer, a legend where there are several, and the same as a table for screen readers. */
export function CurveChart({ label, x, y, curves, marks = [], height = 170, empty, children, over, quiet = false }: CurveChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const [pointed, setPointed] = useState<number | null>(null);
  const scales = useMemo(() => makeChartScales(x, y, width, height), [x, y, width, height]);
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const pixel = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setPointed(pixel < scales.left - 4 || pixel > scales.right + 4 ? null : scales.xOf(pixel));
  };
  const near = pointed === null || quiet ? [] : curves.map((curve) => ({ curve, at: nearestPoint(curve, pointed) })).filter(({ at }) => at !== null);
  const place = near[0]?.at?.x ?? null;
  const readout = place === null ? '' : [`${sayText(x.name).split(' ').at(-1) ?? ''} ${axisNumber(place)}`, ...near.map(({ curve, at }) => `${curves.length > 1 ? `${sayText(curve.name)} ` : ''}${axisNumber(at?.y ?? NaN)}`)].join('   ');
  // Where both do not fit beside each other, the numbers take the place of the axis' name.
  const crowded = place !== null && (readout.length + sayText(y.name).length) * CHARACTER > width;
  return (
    <figure className={styles.figure}>
      <div ref={box} className={styles.box} style={{ blockSize: height }}>
        {width > 0 ? (
          <svg className={styles.svg} width={width} height={height} role="group" aria-label={label} onPointerMove={point} onPointerLeave={() => setPointed(null)}>
            <ChartGround scales={scales} x={x} y={crowded ? { ...y, name: '' } : y} />
            {marks.map((mark) => (
              <g key={mark.label} aria-hidden="true">
                <line className={styles.mark} x1={scales.x(mark.x)} x2={scales.x(mark.x)} y1={scales.top} y2={scales.bottom} />
                <text className={styles.markName} x={scales.x(mark.x) + (scales.x(mark.x) > (scales.left + scales.right) / 2 ? -5 : 5)} y={scales.top + 10} textAnchor={scales.x(mark.x) > (scales.left + scales.right) / 2 ? 'end' : 'start'}>{sayText(mark.label)}</text>
              </g>
            ))}
            {place === null ? null : <line aria-hidden="true" className={styles.pointer} x1={scales.x(place)} x2={scales.x(place)} y1={scales.top} y2={scales.bottom} />}
            {curves.map((curve) => <CurveLine key={curve.name} curve={curve} scales={scales} />)}
            {near.map(({ curve, at }) => (at ? <circle key={curve.name} aria-hidden="true" className={styles.dot} data-tone={curve.tone} r={3.5} cx={scales.x(at.x)} cy={scales.y(at.y)} /> : null))}
            {readout ? <text aria-hidden="true" className={styles.readout} x={scales.right} y={12} textAnchor="end">{readout}</text> : null}
            {children?.(scales)}
          </svg>
        ) : null}
        {width > 0 ? over?.(scales) : null}
        {empty && curves.every((curve) => curve.x.length === 0) ? <p className={styles.empty}>{sayText(empty)}</p> : null}
      </div>
      {curves.length > 1 ? (
        <figcaption className={styles.legend}>
          {curves.map((curve) => <span key={curve.name} className={styles.entry} data-tone={curve.tone} data-style={curve.style ?? 'line'}>{sayText(curve.name)}</span>)}
        </figcaption>
      ) : null}
      <CurveTable label={label} x={x} curves={curves} rows={tableRows(curves)} />
    </figure>
  );
}
