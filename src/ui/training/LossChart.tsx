import { useEffect, useRef, useState } from 'react';
import { watchSize } from '../../plot/canvasSurface.ts';
import { smoothingHorizon } from '../../plot/lossCurve.ts';
import { drawLossCurve } from '../../plot/lossPicture.ts';
import { watchTheme } from '../../plot/palette.ts';
import type { PlaygroundStore } from '../playground.ts';
import styles from './LossChart.module.css';

/** The picture follows the losses, but not more often than this. */
const drawEveryMs = 150;
const describeEveryMs = 2000;

interface Summary { length: number; latest: number }

/** Mean of the last steps, which is what the smoothed curve shows at its end. */
function summaryOf(store: PlaygroundStore): Summary {
  const { losses } = store.getState();
  const recent = losses.values.slice(Math.max(0, losses.length - 50), losses.length);
  return { length: losses.length, latest: recent.reduce((sum, value) => sum + value, 0) / Math.max(1, recent.length) };
}

/** The loss over the steps so far, raw and smoothed, on a logarithmic axis. */
export function LossChart({ store }: { store: PlaygroundStore }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [summary, setSummary] = useState<Summary>(() => summaryOf(store));

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let describing: ReturnType<typeof setTimeout> | undefined;
    let described = 0;
    const describe = () => {
      describing = undefined;
      described = performance.now();
      setSummary(summaryOf(store));
    };
    const draw = () => {
      timer = undefined;
      drawLossCurve(element, store.getState().losses);
      describing ??= setTimeout(describe, Math.max(0, described + describeEveryMs - performance.now()));
    };
    const soon = () => {
      timer ??= setTimeout(draw, drawEveryMs);
    };
    const stops = [
      watchSize(element, draw),
      watchTheme(draw),
      store.subscribe((now, before) => {
        if (now.losses !== before.losses) soon();
      }),
    ];
    return () => {
      clearTimeout(timer);
      clearTimeout(describing);
      for (const stop of stops) stop();
    };
  }, [store]);

  const description = summary.length === 0
    ? 'Loss curve: no steps yet'
    : `Loss curve over ${summary.length} steps; the mean of the last 50 is ${summary.latest.toPrecision(3)}`;
  return (
    <figure className={styles.chart}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={description} data-testid="loss-chart" />
      <figcaption className={styles.legend}>
        <span className={styles.smooth}>mean of about {smoothingHorizon(summary.length)} steps</span>
        <span className={styles.raw}>every step</span>
      </figcaption>
    </figure>
  );
}
