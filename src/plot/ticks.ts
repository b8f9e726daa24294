function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw * 0.999) ?? raw;
}

/** Round numbers between two positive limits of a logarithmic axis: as many in each decade as there is room for, evenly spaced where the limits are close. */
export function logTicks(lowest: number, highest: number): number[] {
  const decades = Math.log10(highest / lowest);
  if (decades < 0.3) {
    const step = roundStep((highest - lowest) / 4);
    const first = Math.ceil(lowest / step - 1e-9);
    return Array.from({ length: Math.max(0, Math.floor(highest / step + 1e-9) - first + 1) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
  }
  const factors = decades > 4 ? [1] : decades > 2 ? [1, 3] : decades > 1 ? [1, 2, 5] : [1, 2, 3, 5, 7];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(lowest)); power <= Math.ceil(Math.log10(highest)); power++) {
    for (const factor of factors) {
      const tick = Number((factor * 10 ** power).toPrecision(3));
      if (tick >= lowest && tick <= highest) ticks.push(tick);
    }
  }
  return ticks;
}

/** About `count` round numbers from `lowest`, at least 0, to `highest`; both are among them where they are round. */
export function linearTicks(highest: number, count: number, lowest = 0): number[] {
  const step = roundStep((highest - lowest) / Math.max(1, count));
  const first = Math.ceil(lowest / step - 1e-9);
  return Array.from({ length: Math.floor(highest / step + 1e-9) - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
