import { useMemo } from 'react';
import type { PointView } from '../../../plot/filmPoints.ts';
import type { Trajectory } from '../../../protocol/messages.ts';
import { say } from '../../../words/say.ts';
import { usePlayground } from '../../playground.ts';
import { classes } from '../../primitives/classes.ts';
import legend from '../Legend.module.css';
import { pointFrames } from '../usePointsScene.ts';
import { dataBandwidth, groundCloud, groundLevel, groundParts, type GroundOf, type GroundParts } from './ground.ts';
import { groundFacts } from './groundFacts.ts';
import { lengthText, placeText } from './particleFacts.ts';
import type { Plane } from './usePlane.ts';
import styles from './PlaneLegend.module.css';

export interface PlaneLegendProps {
  plane: Plane;
  /** null for live samples. */
  film: Trajectory | null;
  view: PointView;
  frame: number;
}

const noPoints = new Float32Array(0);

/** Entries of the legend for what is drawn with the points. */
export function PlaneLegend({ plane, film, view, frame }: PlaneLegendProps) {
  const parts = groundParts(plane.ground);
  const looksAt = film !== null && plane.particle.record !== null;
  return (
    <>
      {parts?.of.map((of) => <GroundEntry key={of} of={of} style={parts.style} film={film} view={view} frame={frame} />)}
      {film && plane.gridKnown ? (
        <>
          <li className={legend.entry}><span className={styles.upright} aria-hidden="true" />{say`lines of equal x of the starting noise, half a standard deviation apart`}</li>
          <li className={legend.entry}><span className={styles.level} aria-hidden="true" />{say`lines of equal y; the thick ones go through the middle`}</li>
        </>
      ) : null}
      {looksAt ? <li className={legend.entry}><span className={styles.way} aria-hidden="true" />{say`way of the particle, from the cross to the ring`}</li> : null}
      {looksAt && view !== 'noise' && view !== 'predicted' ? <li className={legend.entry}><span className={styles.guess} aria-hidden="true" />{say`its predicted x₀ at each step; dotted to the present one`}</li> : null}
    </>
  );
}

function GroundEntry({ of, style, film, view, frame }: { of: GroundOf; style: GroundParts['style']; film: Trajectory | null; view: PointView; frame: number }) {
  const data = usePlayground((state) => state.data);
  const live = usePlayground((state) => (film || of === 'data' ? null : state.preview?.samples ?? null));
  const cloud = useMemo(() => {
    const level = groundLevel(film, view, frame);
    return level && groundCloud(of, level, data, film ? pointFrames(film, view).points[frame] ?? noPoints : live);
  }, [of, film, view, frame, data, live]);
  const facts = useMemo(() => cloud && groundFacts(cloud), [cloud]);
  if (!cloud || !facts || !data) return null;
  const bandwidth = lengthText(of === 'data' ? dataBandwidth(data) : cloud.spread);
  const name = of === 'samples' ? say`the samples (bandwidth ${bandwidth})` : film && view !== 'predicted' ? say`pₜ, the noised data (bandwidth ${bandwidth})` : say`the data (bandwidth ${bandwidth})`;
  const beyond = facts.beyond.map((share) => String(100 * share)).join(', ');
  const contours = beyond === '' ? say`contours of ${name}: they hold 50, 90 and 99 %` : say`contours of ${name}: they hold 50, 90 and 99 %; that of ${beyond} % lies beyond the picture`;
  return (
    <li className={legend.entry} data-testid={`ground-${of}`}>
      <span className={classes(style === 'heat' ? styles.heat : styles.contour, styles[of])} aria-hidden="true" />
      {style === 'heat' ? say`density of ${name}: 0 to ${lengthText(facts.highest)} per square standard deviation, highest at ${placeText(facts.at)}` : contours}
    </li>
  );
}
