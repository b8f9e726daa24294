/** A canvas that stays crisp: its bitmap follows its CSS size and the device's pixel ratio. */
export interface Surface {
  context: CanvasRenderingContext2D;
  /** CSS pixels; the context is scaled so that one unit is one CSS pixel. */
  width: number;
  height: number;
  ratio: number;
}

/** Fits the bitmap to the canvas's CSS box; null while it has no size or no context. */
export function fitSurface(canvas: HTMLCanvasElement): Surface | null {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) return null;
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const pixelWidth = Math.round(width * ratio);
  const pixelHeight = Math.round(height * ratio);
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, width, height, ratio };
}

/**
 * Calls `changed` when the pixel ratio of the screen changes, for instance because the window goes to another one: the page may keep
 * its size in CSS pixels then, so that nothing else tells of it. Returns the way to stop.
 */
export function watchPixelRatio(changed: () => void): () => void {
  let query: MediaQueryList;
  const listen = () => {
    query = matchMedia(`(resolution:${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', renew);
  };
  // A query is about one ratio: the next needs another.
  const renew = () => {
    query.removeEventListener('change', renew);
    listen();
    changed();
  };
  listen();
  return () => query.removeEventListener('change', renew);
}

/** Calls `changed` when the canvas's size or the pixel ratio changes. Returns the way to stop. */
export function watchSize(canvas: HTMLCanvasElement, changed: () => void): () => void {
  const observer = new ResizeObserver(changed);
  observer.observe(canvas);
  const stop = watchPixelRatio(changed);
  return () => {
    observer.disconnect();
    stop();
  };
}
