import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ObjectiveRecipe, ScheduleRecipe } from '../../recipe/recipe.ts';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import { usePlayhead } from '../time/playhead.ts';
import { StripSlot } from '../time/StripSlot.tsx';
import { TimeMark } from '../time/TimeMark.tsx';
import { ON_AXIS } from '../time/useSeek.ts';
import { useViewState } from '../view.ts';
import { ForwardProcess } from './ForwardProcess.tsx';
import { usePictureTimes } from './pictureTimes.ts';
import { ScheduleChart, type ScheduleChartProps } from './ScheduleChart.tsx';
import { SnrStrip } from './SnrStrip.tsx';
import { TrainingStrip } from './TrainingStrip.tsx';
import styles from './TimeStack.module.css';

export interface TimeStackProps extends Omit<ScheduleChartProps, 'times'> {
  /** The curve drawn, and what is trained with it; null while it is the one of sampling alone. */
  schedule: ScheduleRecipe;
  objective: ObjectiveRecipe | null;
}

/** Everything on the one axis of time, data at the left and noise at the right: the data as they drown, the curve, what training makes of it, the film. */
export function TimeStack({ schedule, objective, ...chart }: TimeStackProps) {
  const { table, seen } = chart;
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const pictures = usePictureTimes(width);
  const playhead = usePlayhead();
  const isFilm = useViewState(({ theatre }) => theatre.mode === 'film');
  useLayoutEffect(() => {
    playhead.setState({ alphasCumprod: table.alphasCumprod });
  }, [playhead, table]);
  useEffect(() => () => playhead.setState({ alphasCumprod: null }), [playhead]);
  return (
    <div ref={box} className={styles.stack} {...ON_AXIS}>
      <ForwardProcess table={table} seen={seen} pictures={pictures} />
      {width > 0 ? <SnrStrip width={width} alphasCumprod={table.alphasCumprod} /> : null}
      <ScheduleChart {...chart} times={pictures.times} />
      {objective ? <TrainingStrip schedule={schedule} table={table} objective={objective} /> : null}
      <StripSlot className={isFilm ? styles.film : undefined} />
      <TimeMark width={width} alphasCumprod={table.alphasCumprod} />
    </div>
  );
}
