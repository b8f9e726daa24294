/** What a canvas shows, so that a test can tell whether it changed. */
import type { JSHandle, Locator } from 'playwright/test';

/**
 * The pixels of a canvas drawn in two dimensions; they stay in the page. The page draws what it was told in the next
 * animation frame, so the pixels are read after that.
 */
export function pictureOf(canvas: Locator): Promise<JSHandle<ImageData>> {
  return canvas.evaluateHandle(async (element) => {
    const nextFrame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
    await nextFrame();
    await nextFrame();
    const context = element instanceof HTMLCanvasElement ? element.getContext('2d') : null;
    if (!context) throw new Error('This element is not a canvas drawn in two dimensions.');
    return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  });
}

/** Number of pixels in which two pictures differ; pictures of different size differ in all of them. */
export function changedPixels(before: JSHandle<ImageData>, after: JSHandle<ImageData>): Promise<number> {
  return before.evaluate((a, b) => {
    if (a.width !== b.width || a.height !== b.height) return b.width * b.height;
    const [left, right] = [new Uint32Array(a.data.buffer), new Uint32Array(b.data.buffer)];
    return left.reduce((count, pixel, index) => count + (pixel === right[index] ? 0 : 1), 0);
  }, after);
}
