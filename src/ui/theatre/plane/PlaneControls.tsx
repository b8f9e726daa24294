import type { PointView } from '../../../plot/filmPoints.ts';
import { say } from '../../../words/say.ts';
import { sayText } from '../../../words/sayText.ts';
import { usePlayground } from '../../playground.ts';
import { Select } from '../../primitives/Select.tsx';
import { Status } from '../../primitives/Status.tsx';
import { Switch } from '../../primitives/Switch.tsx';
import { drawsNoise } from './carriedRequest.ts';
import { grounds, type Ground } from './ground.ts';
import type { Plane } from './usePlane.ts';
import styles from './PlaneControls.module.css';

function groundName(ground: Ground): string {
  switch (ground) {
    case 'none': return say`nothing`;
    case 'data-heat': return say`data, heat map`;
    case 'data-contours': return say`data, contours`;
    case 'samples-heat': return say`samples, heat map`;
    case 'samples-contours': return say`samples, contours`;
    case 'both-contours': return say`both, contours`;
  }
}

/** What lies under the points. */
export function GroundSelect({ plane: { ground, setGround } }: { plane: Plane }) {
  return (
    <Select<Ground>
      label={say`Background`}
      hint={say`How densely points lie: of the data with the noise of the step shown, or of the samples as they are. Contours hold 50, 90 and 99 % of the probability.`}
      value={ground}
      options={grounds.map((value) => ({ value, label: groundName(value) }))}
      onChange={setGround}
    />
  );
}

/** Only the perfect model tells how far it is. */
function carrying(percent: number): string {
  return percent === 0 ? say`Carrying the grid…` : say`Carrying the grid… ${percent} %`;
}

/** What is drawn with the points of a film: folded grid, a single particle. */
export function PlaneControls({ plane, view }: { plane: Plane; view: PointView }) {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const problem = usePlayground(({ insightProblems }) => insightProblems.grid ?? insightProblems['grid-beside'] ?? null);
  const random = usePlayground(({ recipe: { sampling } }) => drawsNoise(sampling));
  const { particle, grid, setGrid, gridKnown } = plane;
  const share = usePlayground(({ insights }) => Math.round(100 * (insights.grid ?? insights['grid-beside'] ?? 0)));
  const gridNote = !gridKnown ? carrying(share) : random ? say`The grid goes its way without fresh noise; the samples of this sampler draw some at every step and leave it.` : null;
  return (
    <div className={styles.group}>
      {recorded ? null : <Switch label={say`Grid`} hint={say`A regular grid over the noise, carried along by the model: it shows how the plane of the noise is folded into the data. Where lines crowd, much noise becomes few samples.`} checked={grid} onChange={setGrid} />}
      <Switch label={say`Particle`} hint={say`One sample by itself: its way, and what the model takes for its clean point at each step. Click a point of the picture, or go from one to the next with the arrow keys.`} checked={particle.chosen !== null} onChange={(on) => (on ? particle.begin() : particle.end())} />
      {plane.ground !== 'none' && view === 'noise' ? <p className={styles.note}>{say`The ground is one of the plane of the data: it comes back with xₜ or x₀.`}</p> : null}
      {grid && problem ? <div className={styles.note}><Status tone="bad">{sayText(problem)}</Status></div> : null}
      {grid && !problem && gridNote ? <p className={styles.note} role="status">{gridNote}</p> : null}
    </div>
  );
}
