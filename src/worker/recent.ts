/** Values that cost time to make and memory to keep: the newest by use, and those before it as far as the memory goes. */
export class Recent<T> {
  readonly #mostBytes: number;
  readonly #bytesOf: (value: T) => number;
  readonly #values = new Map<string, T>();

  constructor(mostBytes: number, bytesOf: (value: T) => number) {
    this.#mostBytes = mostBytes;
    this.#bytesOf = bytesOf;
  }

  get(key: string): T | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.put(key, value);
    return value;
  }

  put(key: string, value: T): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    let bytes = [...this.#values.values()].reduce((sum, one) => sum + this.#bytesOf(one), 0);
    for (const [oldest, one] of this.#values) {
      if (bytes <= this.#mostBytes || oldest === key) break;
      this.#values.delete(oldest);
      bytes -= this.#bytesOf(one);
    }
  }
}
