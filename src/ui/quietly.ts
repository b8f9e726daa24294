/** For actions whose failure the store already shows in its banner: waits for nothing and throws nothing. */
export function quietly(action: Promise<unknown>): void {
  action.catch(() => undefined);
}
