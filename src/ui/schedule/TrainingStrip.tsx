import { useDeferredValue, useId, useMemo, useRef } from 'react';
import { levelShares } from '../../diffusion/levelShares.ts';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { curvePath } from '../../plot/curvePath.ts';
import type { ObjectiveRecipe, ScheduleRecipe } from '../../recipe/recipe.ts';
import { decimals } from '../../words/decimals.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { describeShares, shareCurves } from '../objective/shareChart.ts';
import { Hint } from '../primitives/Hint.tsx';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import { timeAxis } from '../time/timeAxis.ts';
import { useSeek } from '../time/useSeek.ts';
import { stripTop } from './stripTop.ts';
import styles from './TrainingStrip.module.css';

const HEIGHT = 44;
const looks = [styles.share, styles.part, styles.weight];

export interface TrainingStripProps {
  /** The one that is trained with, and its levels. */
  schedule: ScheduleRecipe;
  table: NoiseTable;
  objective: ObjectiveRecipe;
}

/** How much each timestep counts in training, over the axis of the schedule: the numbers of the objective's own chart. */
export function TrainingStrip({ schedule, table, objective }: TrainingStripProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const seek = useSeek(table.alphasCumprod);
  // It may come a frame late; the curve under the finger may not.
  const settled = useDeferredValue(useMemo(() => ({ schedule, table, objective }), [schedule, table, objective]));
  const { curves, shares } = useMemo(() => {
    try {
      const shares = levelShares(settled.schedule, settled.objective, settled.table);
      return { curves: shareCurves(settled.objective, shares, settled.table.timesteps), shares };
    } catch {
      return { curves: [], shares: null };
    }
  }, [settled]);
  const top = stripTop(curves.map(({ y }) => y));
  const { left, length } = timeAxis(width);
  const y = (value: number) => HEIGHT - 1 - ((HEIGHT - 2) * Math.min(value, top)) / top;
  const path = (values: ArrayLike<number>) => curvePath(values, (t) => left + (length * t) / Math.max(1, values.length - 1), y);
  const [share] = curves;
  return (
    <div ref={box} className={styles.strip}>
      <p className={styles.name} style={{ paddingInlineStart: left }}>
        {say`share in training`} {curves.slice(1).map(({ name }, i) => <span key={name} className={styles.entry}><svg width={18} height={6} aria-hidden="true"><path className={looks[i + 1]} d="M0 3H18" /></svg>{sayText(name)}</span>)}
        <Hint label={say`share in training`} text={say`How much each timestep counts in the loss: how often it is drawn times its weight. The dotted line is an even share. Change it on the Objective tab.`} />
      </p>
      {width > 0 ? (
        <svg className={styles.svg} width={width} height={HEIGHT} role="img" aria-labelledby={id} data-seek={seek.active} {...seek.handlers}>
          <title id={id}>{shares ? describeShares(shares.share) : say`No timestep has a part in the loss; see the Objective tab.`}</title>
          <text className={styles.tick} x={left - 8} y={10} textAnchor="end">{decimals(`×${Number(top.toPrecision(2))}`)}</text>
          <text className={styles.tick} x={left - 8} y={HEIGHT - 2} textAnchor="end">0</text>
          {share ? <path className={styles.area} d={`${path(share.y)}L${left + length} ${HEIGHT - 1}L${left} ${HEIGHT - 1}Z`} /> : null}
          <path className={styles.even} d={`M${left} ${y(1)}H${left + length}`} />
          {curves.map(({ name, y: values }, i) => <path key={name} className={looks[i]} d={path(values)} />)}
          <path className={styles.ground} d={`M${left} ${HEIGHT - 0.5}H${left + length}`} />
        </svg>
      ) : null}
    </div>
  );
}
