/** How long work goes on before messages get through, in milliseconds. */
const STRETCH = 30;

/**
 * For long work on the CPU: gives a wait now and then, so that messages get through, and ends the work when the signal is
 * aborted.
 * @returns call it between two pieces of work; it gives undefined where there is nothing to wait for, and throws the signal's reason
 */
export function breaks(signal?: AbortSignal): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (performance.now() - since < STRETCH) return undefined;
    return new Promise<void>((resolve) => { setTimeout(resolve, 0); }).then(() => {
      signal?.throwIfAborted();
      since = performance.now();
    });
  };
}
