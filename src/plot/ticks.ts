/** Round numbers between two limits of a logarithmic axis: as many in each decade as there is room for. */
export function logTicks(lowest: number, highest: number): number[] {
  const decades = Math.log10(highest / lowest);
  const factors = decades > 4 ? [1] : decades > 2 ? [1, 3] : decades > 1 ? [1, 2, 5] : decades > 0.4 ? [1, 2, 3, 5, 7] : [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(lowest)); power <= Math.ceil(Math.log10(highest)); power++) {
    for (const factor of factors) {
      const tick = Number((factor * 10 ** power).toPrecision(3));
      if (tick >= lowest && tick <= highest) ticks.push(tick);
    }
  }
  return ticks;
}

/** About `count` round numbers from 0 to `highest`, 0 included. */
export function linearTicks(highest: number, count: number): number[] {
  const raw = highest / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw * 0.999) ?? raw;
  return Array.from({ length: Math.floor(highest / step + 1e-9) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
