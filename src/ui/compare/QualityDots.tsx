import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { ChartScales } from '../../plot/chartScales.ts';
import { say } from '../../words/say.ts';
import type { Curve } from '../charts/curves.ts';
import { classes } from '../primitives/classes.ts';
import { pointWords } from './columnWords.ts';
import { dotAfterKey, nearestDot, type DotPlace } from './dotWays.ts';
import type { SweepPoint } from './sweep.ts';
import { useShownPoint } from './useShownPoint.ts';
import styles from './QualityDots.module.css';

export interface QualityDot extends DotPlace { point: SweepPoint; tone: Curve['tone'] }

export interface QualityDotsProps {
  scales: ChartScales;
  dots: readonly QualityDot[];
  /** The one whose values are told. */
  active: number | null;
  onPointed(index: number | null): void;
  onFocused(index: number | null): void;
}

/** Pixels within which a dot is meant: where they crowd, the nearest. */
const reach = { fine: 14, coarse: 24 } as const;

/** What was measured, to be pointed at, and chosen to see its film. Tab goes to the dot that was looked at last, arrow keys to the others. */
export function QualityDots({ scales, dots, active, onPointed, onFocused }: QualityDotsProps) {
  const show = useShownPoint();
  const elements = useRef<(SVGGElement | null)[]>([]);
  const [last, setLast] = useState(0);
  const entry = Math.min(last, dots.length - 1);
  /** What is told is what a click chooses: its own place is in whole pixels, and dots may lie nearer than that. */
  const meant = useRef<number | null>(null);
  const under = ({ currentTarget, clientX, clientY }: Pick<PointerEvent<SVGElement>, 'currentTarget' | 'clientX' | 'clientY'>): number | null => {
    const corner = currentTarget.ownerSVGElement?.getBoundingClientRect();
    return corner ? nearestDot(dots, clientX - corner.left, clientY - corner.top, matchMedia('(pointer: coarse)').matches ? reach.coarse : reach.fine) : null;
  };
  const point = (index: number | null) => {
    meant.current = index;
    onPointed(index);
  };
  const choose = (index: number | null) => {
    const chosen = index === null ? undefined : dots[index];
    if (chosen) show(chosen.point);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = dotAfterKey(event.key, dots, index);
    if (target !== null) elements.current[target]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') choose(index);
    else return;
    event.preventDefault();
  };
  return (
    <g role="group" aria-label={say`Measurements: left and right go along a sampler, up and down from sampler to sampler, Enter shows the film`}>
      {dots.map(({ point, tone, x, y }, index) => (
        <g
          key={`${point.sampler} ${point.steps}`}
          ref={(element) => { elements.current[index] = element; }}
          className={classes(styles.dot, index === active && styles.active)}
          data-tone={tone}
          transform={`translate(${x} ${y})`}
          role="button"
          tabIndex={index === entry ? 0 : -1}
          aria-label={pointWords(point).join(', ')}
          onClick={() => choose(index)}
          onKeyDown={(event) => onKeyDown(event, index)}
          onFocus={() => { setLast(index); onFocused(index); }}
          onBlur={() => onFocused(null)}
        >
          <circle className={styles.ring} r={9} />
          <circle className={styles.spot} r={index === active ? 6 : 4} />
        </g>
      ))}
      <rect
        className={classes(styles.ground, active !== null && styles.meant)}
        x={scales.left - 12} y={scales.top - 12} width={Math.max(0, scales.right - scales.left + 24)} height={Math.max(0, scales.bottom - scales.top + 24)}
        onPointerDown={(event) => point(under(event))}
        onPointerMove={(event) => point(under(event))}
        onPointerLeave={() => onPointed(null)}
        onClick={() => choose(meant.current)}
      />
    </g>
  );
}
