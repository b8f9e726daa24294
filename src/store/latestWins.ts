/**
 * A sender with one message in flight: values pushed meanwhile wait, each taking the place of the one before, so that
 * a fast drag never builds a queue and the last value always arrives. `failed` gets the errors of `send`.
 */
export function latestWins<T>(send: (value: T) => Promise<void>, failed: (error: unknown) => void): (value: T) => void {
  let waiting: { value: T } | null = null;
  let busy = false;
  const run = async () => {
    busy = true;
    while (waiting) {
      const { value } = waiting;
      waiting = null;
      try {
        await send(value);
      } catch (error) {
        failed(error);
      }
    }
    busy = false;
  };
  return (value) => {
    waiting = { value };
    if (!busy) void run();
  };
}
