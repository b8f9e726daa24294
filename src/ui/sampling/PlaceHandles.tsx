import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { axisNumber, type ChartScales } from '../../plot/chartScales.ts';
import { say } from '../../words/say.ts';
import { classes } from '../primitives/classes.ts';
import { HOLD, useTouchHold } from '../charts/useTouchHold.ts';
import { addPlace, movePlace, removePlace, type Places, type PlacesEdit } from './places.ts';
import type { HandPlaces } from './useHandPlaces.ts';
import { logSnrAtPlace } from './visitedLevels.ts';
import styles from './StepsChart.module.css';

export interface PlaceHandlesProps {
  scales: ChartScales;
  /** log-SNR at t = 0 .. T - 1, clipped for drawing. */
  logSnrs: Float64Array;
  hand: HandPlaces;
}

/** Many steps need small handles. */
const MANY = 24;

/** The steps placed by hand: sliders on the curve, one of which is in the order of Tab; Page Up and Page Down go to the others. */
export function PlaceHandles({ scales, logSnrs, hand: { places, selected, select, edit } }: PlaceHandlesProps) {
  const group = useRef<SVGGElement>(null);
  const elements = useRef<(SVGGElement | null)[]>([]);
  const refocus = useRef<number | null>(null);
  const drag = useRef<{ index: number; offset: number } | null>(null);
  /** What a drag or a key has made of the steps so far: its end may come before the last of it is rendered. */
  const moved = useRef<Places | null>(null);
  const timesteps = logSnrs.length;
  useTouchHold(group, true);
  useEffect(() => {
    if (refocus.current === null) return;
    elements.current[refocus.current]?.focus();
    refocus.current = null;
  }, [places, selected]);

  const pixelOf = (event: PointerEvent<SVGGElement>) => event.clientX - (event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0);
  const move = (index: number, to: number) => {
    moved.current = movePlace(places, index, to, timesteps);
    edit({ index, places: moved.current }, false);
  };
  const settle = (index: number) => {
    if (!moved.current) return;
    edit({ index, places: moved.current }, true);
    moved.current = null;
  };
  const restructure = (changed: PlacesEdit | null) => {
    if (!changed) return;
    refocus.current = changed.index;
    edit(changed, true);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    const other = { PageUp: index - 1, PageDown: index + 1, Home: 0, End: places.length - 1 }[event.key];
    if (by !== undefined) move(index, (places[index] ?? 0) + by * (event.shiftKey ? 10 : 1));
    else if (other !== undefined) {
      refocus.current = Math.min(places.length - 1, Math.max(0, other));
      select(refocus.current);
    } else if (event.key === 'Delete' || event.key === 'Backspace') restructure(removePlace(places, index));
    else if (event.key === 'Enter' || event.key === 'Insert') restructure(addPlace(places, timesteps, index));
    else return;
    event.preventDefault();
  };
  return (
    <g ref={group}>
      {places.map((place, index) => {
        const logSnr = logSnrAtPlace(logSnrs, place);
        return (
          <g
            key={index}
            ref={(element) => { elements.current[index] = element; }}
            className={classes(styles.handle, selected === index && styles.selected)}
            transform={`translate(${Math.min(scales.right, scales.x(place))} ${scales.y(logSnr)})`}
            {...HOLD}
            role="slider"
            tabIndex={selected === index ? 0 : -1}
            aria-label={say`Step ${index + 1} of ${places.length}`}
            aria-valuemin={0}
            aria-valuemax={timesteps - 1}
            aria-valuenow={place}
            aria-valuetext={say`timestep ${Number(place.toFixed(2))}, log-SNR ${axisNumber(logSnr)}`}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              drag.current = { index, offset: scales.x(place) - pixelOf(event) };
              select(index);
            }}
            onPointerMove={(event) => {
              if (drag.current?.index === index) move(index, scales.xOf(pixelOf(event) + drag.current.offset));
            }}
            onPointerUp={() => { drag.current = null; settle(index); }}
            onPointerCancel={() => { drag.current = null; settle(index); }}
            onKeyDown={(event) => onKeyDown(event, index)}
            onKeyUp={() => settle(index)}
            onBlur={() => settle(index)}
          >
            <circle className={styles.reach} r={places.length > MANY ? 9 : 14} />
            <circle className={styles.dot} r={places.length > MANY ? 4 : 5.5} />
          </g>
        );
      })}
    </g>
  );
}
