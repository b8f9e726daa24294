import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { watchSize } from '../../plot/canvasSurface.ts';
import { watchTheme } from '../../plot/palette.ts';
import { ScatterPicture, type Scene } from '../../plot/scatterPicture.ts';

export interface ScatterCanvas {
  canvas: RefObject<HTMLCanvasElement | null>;
  /** Draws the present scene with the next animation frame; calls in between are one. */
  redraw(): void;
}

/** A canvas that shows whatever `scene` returns, redrawn after changes of size and theme. */
export function useScatterCanvas(scene: () => Scene): ScatterCanvas {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useRef<ScatterPicture | null>(null);
  const latestScene = useRef(scene);
  const request = useRef(0);

  const redraw = useCallback(() => {
    if (request.current) return;
    request.current = requestAnimationFrame(() => {
      request.current = 0;
      picture.current?.draw(latestScene.current());
    });
  }, []);

  useEffect(() => {
    latestScene.current = scene;
    redraw();
  }, [scene, redraw]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const made = new ScatterPicture(element);
    picture.current = made;
    const renew = () => {
      made.invalidate();
      redraw();
    };
    const stops = [watchSize(element, renew), watchTheme(renew)];
    redraw();
    return () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(request.current);
      request.current = 0;
    };
  }, [redraw]);

  return { canvas, redraw };
}
