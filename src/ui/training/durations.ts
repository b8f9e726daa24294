/** Seconds as people say them: "40 s", "3 min", "1.5 h". */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** A rate with as many digits as matter: "6.4 steps/s", "120 pictures/s". */
export function rateText(perSecond: number, what: string): string {
  return `${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en')} ${what}/s`;
}
