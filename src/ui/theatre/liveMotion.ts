import { interpolateFrames, sectorsOf } from '../../plot/scatterPoints.ts';
import { seededStart } from '../../random/seededStart.ts';

export interface LivePicture {
  step: number;
  points: Float32Array;
  /** Of the noise that the samples began with. */
  seed: number;
}

/** A glide takes about as long as the next picture needs to come, within these limits. */
const shortestGlideMs = 60;
const longestGlideMs = 500;

/**
 * The live samples between two pictures. Every picture starts from the same noise, so sample i of one picture is sample
 * i of the next: it glides there, in the colour of the direction in which it began. Times are in milliseconds.
 */
export class LiveMotion {
  sectors: Uint8Array = new Uint8Array(0);
  private from: Float32Array = new Float32Array(0);
  private to: Float32Array = new Float32Array(0);
  private lastStep = Infinity;
  private seed = NaN;
  private began = -Infinity;
  private glide = 0;

  /** A new picture; without `glides` it is there at once. */
  show({ step, points, seed }: LivePicture, now: number, glides: boolean): void {
    const sameStart = seed === this.seed && points.length === this.to.length;
    const continues = sameStart && step >= this.lastStep;
    if (!sameStart) this.sectors = sectorsOf(seededStart(seed, points.length));
    this.from = continues ? this.at(now) : points;
    this.glide = continues && glides ? Math.min(longestGlideMs, Math.max(shortestGlideMs, now - this.began)) : 0;
    this.to = points;
    this.lastStep = step;
    this.seed = seed;
    this.began = now;
  }

  /** Where the samples are, float32 [count, 2]. */
  at(now: number): Float32Array {
    const part = this.glide > 0 ? (now - this.began) / this.glide : 1;
    return part >= 1 ? this.to : interpolateFrames([this.from, this.to], part);
  }

  moving(now: number): boolean {
    return now - this.began < this.glide;
  }
}
