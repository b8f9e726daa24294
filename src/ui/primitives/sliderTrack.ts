/** A slider's track: whole positions 0 .. trackSteps, mapped linearly or logarithmically on min .. max. */
export interface Track {
  min: number;
  max: number;
  scale: 'linear' | 'log';
  /** Grain of linear values; 0 for none. */
  step: number;
}

const fineSteps = 200;

export function trackSteps(track: Track): number {
  return track.scale === 'linear' && track.step > 0 ? Math.round((track.max - track.min) / track.step) : fineSteps;
}

/** Position of a value, clamped to the track. */
export function toTrack(value: number, track: Track): number {
  const clamped = Math.min(track.max, Math.max(track.min, value));
  const fraction = track.scale === 'log'
    ? Math.log(clamped / track.min) / Math.log(track.max / track.min)
    : (clamped - track.min) / (track.max - track.min);
  return Math.round(fraction * trackSteps(track));
}

/** Value at a position: exact at both ends, otherwise two significant digits on a log track. */
export function fromTrack(position: number, track: Track): number {
  const steps = trackSteps(track);
  if (position <= 0) return track.min;
  if (position >= steps) return track.max;
  const fraction = position / steps;
  if (track.scale === 'log') {
    const value = Number((track.min * (track.max / track.min) ** fraction).toPrecision(2));
    return track.step > 0 ? Math.max(track.min, Number((Math.round(value / track.step) * track.step).toPrecision(6))) : value;
  }
  return Number((track.min + fraction * (track.max - track.min)).toPrecision(6));
}

/**
 * Where a key takes `value` that moves the track to `position`: the value there, or the next one on that side where rounding
 * would leave it as it is (at 1 on a log track the next position is 1.03, which is rounded to 1).
 */
export function steppedOnTrack(position: number, value: number, track: Track): number {
  const next = fromTrack(position, track);
  const direction = Math.sign(position - toTrack(value, track));
  if (direction * (next - value) > 0 || direction === 0) return next;
  const grain = track.step > 0 ? track.step : 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 1);
  return Math.min(track.max, Math.max(track.min, Number((value + direction * grain).toPrecision(6))));
}
