export interface LatestInTime<T> {
  push(value: T): void;
  /** Forgets the value that waits. */
  drop(): void;
}

/**
 * A sender with one message in flight, as `latestWins`, whose patience ends: where the value in flight takes longer than `patience`
 * milliseconds and another waits, that one is sent at once and takes its place. So a drag shows results as it goes where they come
 * quickly, and what comes slowly is not waited for in vain. `failed` gets the errors of `send`.
 */
export function latestInTime<T>(send: (value: T) => Promise<void>, patience: number, failed: (error: unknown) => void): LatestInTime<T> {
  let waiting: { value: T } | null = null;
  let flight: { end: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const launch = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    const mine = { end: performance.now() + patience };
    flight = mine;
    try {
      await send(value);
    } catch (error) {
      failed(error);
    }
    if (flight !== mine) return;
    flight = null;
    void launch();
  };
  return {
    push(value) {
      waiting = { value };
      if (!flight) void launch();
      else timer ??= setTimeout(() => void launch(), Math.max(0, flight.end - performance.now()));
    },
    drop() {
      waiting = null;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
