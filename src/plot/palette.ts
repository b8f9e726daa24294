import type { Ramp } from './colourRamp.ts';

/** The page's colour tokens (ui/tokens.css) as canvas colours. */
export interface Palette {
  surface: string;
  ink: string;
  inkSoft: string;
  axis: string;
  grid: string;
  line: string;
  points: string;
  accent: string;
  curves: readonly [string, string, string, string];
  band: string;
  font: string;
  /** Size of the page's text over the usual one: larger on a projector, or where the reader wants it so. */
  textScale: number;
  wheel: { lightness: number; chroma: number };
  ramp: Ramp;
}

/** Reads the tokens as they are now at `element`; read again after a theme change (see `watchTheme`). */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const numbers = (name: string) => token(name).split(/\s+/).map(Number);
  const [lightness, chroma] = [numbers('ramp-lightness'), numbers('ramp-chroma')];
  return {
    surface: token('surface'),
    ink: token('ink'),
    inkSoft: token('ink-soft'),
    axis: token('axis'),
    grid: token('grid'),
    line: token('line'),
    points: token('data-points'),
    accent: token('accent'),
    curves: [token('data-1'), token('data-2'), token('data-3'), token('data-4')],
    band: token('data-band'),
    font: token('font'),
    textScale: Math.min(1.25, Math.max(1, Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1)),
    wheel: { lightness: Number(token('wheel-lightness')) || 0.6, chroma: Number(token('wheel-chroma')) || 0.15 },
    ramp: {
      lightness: [lightness[0] ?? 1, lightness[1] ?? 0.3], chroma: [chroma[0] ?? 0, chroma[1] ?? 0.15, chroma[2] ?? 0.15],
      hue: (Number(token('ramp-hue')) * Math.PI) / 180,
    },
  };
}

/** Calls `changed` when the colours may have changed: system theme, `data-theme` or forced colours. Returns the way to stop. */
export function watchTheme(changed: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)', '(min-width: 1700px)'].map((query) => matchMedia(query));
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}
