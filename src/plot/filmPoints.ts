/** A film of points as it is drawn: where the points stand in each view, and the arrows on them; made once for a view and kept. */
import { viewFrame, type FilmRecord, type FilmView } from './filmViews.ts';

/** Views of points; predicted noise lies in a plane of its own, velocities and scores are arrows on the noisy points. */
export type PointView = Exclude<FilmView, 'change'>;

export interface PointArrows {
  /** Arrows as long as they are drawn, in units of the plane, float32 [count, 2], one list a frame. */
  frames: readonly Float32Array[];
  /** Drawn length over true length, a frame. */
  shares: readonly number[];
}

export interface PointFrames {
  /** float32 [count, 2], steps + 1 of them. */
  points: readonly Float32Array[];
  arrows: PointArrows | null;
}

/** All but the longest few arrows of a frame are drawn no longer than this, in units of the plane. */
const longestArrow = 0.6;
const withinLongest = 0.98;

export class FilmPoints {
  private readonly film: FilmRecord;
  private readonly made = new Map<PointView, PointFrames>();

  constructor(film: FilmRecord) {
    this.film = film;
  }

  of(view: PointView): PointFrames {
    const known = this.made.get(view);
    if (known) return known;
    const made = this.make(view);
    this.made.set(view, made);
    return made;
  }

  private make(view: PointView): PointFrames {
    switch (view) {
      case 'noisy': return { points: zoomedOut(this.film), arrows: null };
      case 'predicted':
      case 'noise': return { points: this.all(view), arrows: null };
      case 'velocity':
      case 'score': return { points: this.of('noisy').points, arrows: drawnArrows(this.all(view)) };
    }
  }

  private all(view: PointView): Float32Array[] {
    return this.film.states.map((_, frame) => viewFrame(this.film, view, frame));
  }
}

/** By how much the noisy points of a frame are zoomed out: where they would lie far outside the picture, to the width of the data. */
export function frameZoom({ lengths }: FilmRecord, frame: number): number {
  return Math.max(1, lengths?.[frame] ?? 1);
}

/** Whether noisy points are zoomed out by more than anyone would see. */
export function isZoomedOut(film: FilmRecord): boolean {
  return film.states.some((_, frame) => frameZoom(film, frame) > 1.05);
}

function zoomedOut(film: FilmRecord): readonly Float32Array[] {
  if (!film.lengths) return film.states;
  return film.states.map((state, frame) => {
    const zoom = frameZoom(film, frame);
    return state.map((value) => value / zoom);
  });
}

function drawnArrows(vectors: readonly Float32Array[]): PointArrows {
  const shares = vectors.map(arrowShare);
  return { shares, frames: vectors.map((vector, frame) => vector.map((value) => value * (shares[frame] ?? 0))) };
}

/** What makes nearly all arrows of a frame short enough to be told apart; 0 where there are none. */
function arrowShare(vectors: Float32Array): number {
  const lengths = Float32Array.from({ length: vectors.length / 2 }, (_, i) => Math.hypot(vectors[2 * i] ?? 0, vectors[2 * i + 1] ?? 0)).filter(Number.isFinite).toSorted();
  const long = lengths[Math.floor(withinLongest * (lengths.length - 1))] ?? 0;
  return long > 0 ? longestArrow / long : 0;
}
