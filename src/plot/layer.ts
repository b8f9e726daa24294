import type { Palette } from './palette.ts';
import type { ScatterView } from './scatterView.ts';

/** Something drawn into a picture of points, clipped to it. */
export type Layer = (context: CanvasRenderingContext2D, view: ScatterView, palette: Palette) => void;

/** What lies under the points, and what over them; whether the points stand back for it. */
export interface Layers { under: Layer | null; over: Layer | null; dims: boolean }
