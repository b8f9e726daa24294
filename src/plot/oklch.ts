/** OKLCH to sRGB after Björn Ottosson, "A perceptual color space for image processing" (2020). */

function encode(linear: number): number {
  const clipped = Math.min(1, Math.max(0, linear));
  const value = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(255 * value);
}

/** [red, green, blue] in 0 .. 255 of lightness 0 .. 1, chroma 0 .. 0.4 and hue in radians; out of gamut is clipped. */
export function oklchToRgb(lightness: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** `count` colours around the hue circle at even lightness, as CSS colours; sector i is centred on angle 2 pi (i + 1/2) / count. */
export function colourWheel(count: number, wheel: { lightness: number; chroma: number }): string[] {
  return Array.from({ length: count }, (_, sector) => {
    const [red, green, blue] = oklchToRgb(wheel.lightness, wheel.chroma, (2 * Math.PI * (sector + 0.5)) / count);
    return `rgb(${red} ${green} ${blue})`;
  });
}
