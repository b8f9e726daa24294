/** Films drawn lately, so that going back to a seed or a setting shows its film at once. */
import type { Trajectory } from '../protocol/messages.ts';

/** As many as one goes back to, and bytes that a phone can spare. */
const MOST_FILMS = 16;
const MOST_BYTES = 128 * 2 ** 20;

export class FilmShelf {
  /** The one looked at last is the last. */
  readonly #films = new Map<string, Trajectory>();

  /** The film of a key; null where it was never drawn, or had to make room. */
  get(key: string): Trajectory | null {
    const film = this.#films.get(key);
    if (!film) return null;
    this.#films.delete(key);
    this.#films.set(key, film);
    return film;
  }

  /** Keeps a film, in place of those that were not looked at for longest. One that would take all the room by itself is not kept. */
  put(key: string, film: Trajectory): void {
    this.#films.delete(key);
    if (filmBytes(film) > MOST_BYTES) return;
    this.#films.set(key, film);
    let bytes = [...this.#films.values()].reduce((sum, one) => sum + filmBytes(one), 0);
    for (const [old, one] of this.#films) {
      if (this.#films.size <= MOST_FILMS && bytes <= MOST_BYTES) return;
      this.#films.delete(old);
      bytes -= filmBytes(one);
    }
  }

  /** Drops the films that a test is true for. */
  drop(isPast: (film: Trajectory, key: string) => boolean): void {
    for (const [key, film] of this.#films) if (isPast(film, key)) this.#films.delete(key);
  }
}

function filmBytes({ states, predictions }: Trajectory): number {
  return [...states, ...predictions].reduce((sum, frame) => sum + frame.byteLength, 0);
}
