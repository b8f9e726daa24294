import { fitSurface } from '../../plot/canvasSurface.ts';
import { drawRamp } from '../../plot/colourRamp.ts';
import { readPalette } from '../../plot/palette.ts';
import { say } from '../../words/say.ts';
import { useSceneCanvas } from '../primitives/useSceneCanvas.ts';
import type { ShadeTick } from './shadeTick.ts';
import styles from './ShadeBar.module.css';

const nothing = () => null;

function makeStrip(canvas: HTMLCanvasElement) {
  return {
    draw() {
      const surface = fitSurface(canvas);
      if (surface) drawRamp(surface.context, surface.width, surface.height, readPalette(canvas).ramp);
    },
    invalidate() {},
  };
}

export interface ShadeBarProps {
  /** What is told, with its unit. */
  name: string;
  ticks: readonly ShadeTick[];
}

/** What the shades of heat maps mean. */
export function ShadeBar({ name, ticks }: ShadeBarProps) {
  const { canvas } = useSceneCanvas(makeStrip, nothing);
  const ends = [ticks[0]?.label ?? '0', ticks.at(-1)?.label ?? '0'] as const;
  return (
    <div className={styles.bar} role="img" aria-label={say`Colours: ${name}, from ${ends[0]} (the colour of the ground) to ${ends[1]}`}>
      <span className={styles.name} aria-hidden="true">{name}</span>
      <canvas ref={canvas} className={styles.strip} aria-hidden="true" />
      <div className={styles.ticks} aria-hidden="true">
        {ticks.map(({ at, label, align }) => <span key={label} className={styles.tick} data-align={align} style={{ insetInlineStart: `${100 * at}%` }}>{label}</span>)}
      </div>
    </div>
  );
}
