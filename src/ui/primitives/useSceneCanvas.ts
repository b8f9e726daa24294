import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { watchSize } from '../../plot/canvasSurface.ts';
import { watchTheme } from '../../plot/palette.ts';
import { onLanguage } from '../../words/language.ts';

/** Something that draws scenes on one canvas and keeps what does not change between them. */
export interface Drawing<Scene> {
  draw(scene: Scene): void;
  /** Forgets sizes, colours and words. */
  invalidate(): void;
}

export interface SceneCanvas<D> {
  canvas: RefObject<HTMLCanvasElement | null>;
  drawing: RefObject<D | null>;
  /** Draws the present scene with the next animation frame; calls in between are one. */
  redraw(): void;
}

/** A canvas that shows whatever `scene` returns, redrawn after changes of size, theme and language. `make` is the same function all along. */
export function useSceneCanvas<Scene, D extends Drawing<Scene>>(make: (canvas: HTMLCanvasElement) => D, scene: () => Scene): SceneCanvas<D> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<D | null>(null);
  const latestScene = useRef(scene);
  const request = useRef(0);

  const redraw = useCallback(() => {
    if (request.current) return;
    request.current = requestAnimationFrame(() => {
      request.current = 0;
      drawing.current?.draw(latestScene.current());
    });
  }, []);

  useEffect(() => {
    latestScene.current = scene;
    redraw();
  }, [scene, redraw]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const made = make(element);
    drawing.current = made;
    const renew = () => {
      made.invalidate();
      redraw();
    };
    const stops = [watchSize(element, renew), watchTheme(renew), onLanguage(renew)];
    redraw();
    return () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(request.current);
      request.current = 0;
    };
  }, [make, redraw]);

  return { canvas, drawing, redraw };
}
