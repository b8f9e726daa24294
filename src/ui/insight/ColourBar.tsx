import { useMemo } from 'react';
import { fitSurface } from '../../plot/canvasSurface.ts';
import { axisNumber } from '../../plot/chartScales.ts';
import { drawRamp } from '../../plot/colourRamp.ts';
import type { DensityScale } from '../../plot/densityScale.ts';
import { readPalette } from '../../plot/palette.ts';
import { useSceneCanvas } from '../theatre/useSceneCanvas.ts';
import { barTicks } from './barTicks.ts';
import styles from './DensityPanel.module.css';

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

/** What the shades of the heat maps mean. */
export function ColourBar({ scale }: { scale: DensityScale }) {
  const { canvas } = useSceneCanvas(makeStrip, nothing);
  const { name, ticks } = useMemo(() => barTicks(scale), [scale]);
  const ends = [ticks[0], ticks.at(-1)].map((tick) => tick?.label ?? axisNumber(0));
  return (
    <div className={styles.bar} role="img" aria-label={`Colours: ${name}, from ${ends[0]} (the colour of the ground) to ${ends[1]}`}>
      <span className={styles.name} aria-hidden="true">{name}</span>
      <canvas ref={canvas} className={styles.strip} aria-hidden="true" />
      <div className={styles.ticks} aria-hidden="true">
        {ticks.map(({ at, label, align }) => <span key={label} className={styles.tick} data-align={align} style={{ insetInlineStart: `${100 * at}%` }}>{label}</span>)}
      </div>
    </div>
  );
}
