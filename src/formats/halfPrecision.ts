/** Half precision to single, exactly: IEEE 754 binary16 with subnormals, infinities and NaN. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Half way from the largest number, 65504, to the next that there would be: from here on infinity is nearest. */
const OVERFLOW = 65520;

/** The nearest half-precision number as its bits, halves to even; beyond 65504 infinity, as IEEE 754 rounds. */
export function floatToHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= OVERFLOW) return sign | 0x7c00;
  // Below 2^-14 numbers lie 2^-24 apart; above, 1024 to each power of two. A rounding up to the next power carries by itself.
  const exponent = Math.max(-14, Math.min(15, Math.floor(Math.log2(Math.max(size, 2 ** -24)))));
  const units = roundHalfEven(size / 2 ** (exponent - 10));
  return sign | (((exponent + 14) << 10) + units);
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
