import { useMemo, useRef, useState, type FocusEvent } from 'react';
import { evenShare, pointsOfPresentShare } from '../../recipe/drawnShare.ts';
import type { LevelShares } from '../../diffusion/levelShares.ts';
import type { ObjectiveRecipe, SharePoint } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import { usePinned } from '../charts/usePinned.ts';
import { usePlaygroundStore } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import { describeShares, heldRange, restingRange, shareAxis, shareChart, type ShareRange } from './shareChart.ts';
import { SharePoints } from './SharePoints.tsx';
import { ShareTools } from './ShareTools.tsx';
import styles from './ShareEditor.module.css';

export interface ShareEditorProps {
  objective: ObjectiveRecipe;
  /** null where no level is left that counts. */
  shares: LevelShares | null;
  timesteps: number;
}

/** How much each noise level counts, as a curve that can be drawn by hand. */
export function ShareEditor({ objective, shares, timesteps }: ShareEditorProps) {
  const store = usePlaygroundStore();
  const [selected, setSelected] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  /** The range of the axis from the first move of a point on, until the points are left. */
  const [held, setHeld] = useState<ShareRange | null>(null);
  const [dragging, setDragging] = useState(false);
  const chart = useMemo(() => shareChart(objective, shares, timesteps), [objective, shares, timesteps]);
  const range = !held ? restingRange(chart) : dragging ? held : heldRange(held, chart);
  // The numbers of another weighting make room above when this one is drawn.
  const pin = usePinned(box);
  const draw = (share: readonly SharePoint[]) => {
    pin();
    store.getState().setObjective({ ...store.getState().recipe.objective, weighting: 'hand-drawn', share });
  };
  const move = (share: readonly SharePoint[]) => {
    setHeld(range);
    draw(share);
  };
  const grab = (active: boolean) => {
    setDragging(active);
    setHeld(active || box.current?.contains(document.activeElement) ? range : null);
  };
  const leave = (event: FocusEvent) => {
    if (!box.current?.contains(event.relatedTarget)) setHeld(null);
  };
  const beginDrawing = () => draw(pointsOfPresentShare(store.getState().recipe));
  return (
    <Section level={3} title={say`Share of each noise level`} hint={say`How much each timestep counts in the loss: how often it is drawn times its weight, for a network that is equally wrong everywhere. 1 is an even share.`}>
      <div>
        <div ref={box} onBlur={leave}>
          <CurveChart label={say`Share of each noise level in the loss, in even shares`} x={{ name: 'timestep t', domain: [0, timesteps - 1], whole: true }} y={shareAxis(range, chart.unit)} curves={chart.curves}>
            {(scales) => <SharePoints chart={chart} scales={scales} selected={selected} onSelect={setSelected} onEdit={move} onActive={grab} />}
          </CurveChart>
        </div>
        <ShareTools
          chart={chart} selected={selected} onBegin={beginDrawing} onEven={() => draw(evenShare)}
          onEdit={({ points, index }) => { setSelected(index); draw(points); }}
        />
      </div>
      <p className={styles.words}>{shares ? describeShares(shares.share) : say`No timestep has a part in the loss.`}{objective.density === 'importance' ? ` ${say`Draws follow the losses of the run; what is drawn more often counts less each time, so the shares stay.`}` : ''}</p>
    </Section>
  );
}
