/** The main picture: samples over the training data. Keeps what does not change from frame to frame. */
import { presentLanguage, type Language } from '../words/language.ts';
import { fitSurface, type Surface } from './canvasSurface.ts';
import { arrowScale, drawArrows, type ArrowField } from './fieldArrows.ts';
import type { Layers } from './layer.ts';
import { readPalette, type Palette } from './palette.ts';
import { drawPointArrows } from './pointArrows.ts';
import { drawGround, type AxisNames, type Plane } from './scatterGround.ts';
import { drawPoints, drawTrails, makeDots, type DotSheet } from './scatterPoints.ts';
import { scatterView, type ScatterView } from './scatterView.ts';

/** Noise of standard deviation 1 rarely leaves this many units. */
const reach = 3.4;
const margins = { left: 46, right: 6, top: 6, bottom: 36 };
const trailCount = 160;

/** Where the samples' plane lies on a picture of this size, in CSS pixels. */
export function samplesView(width: number, height: number): ScatterView {
  return scatterView(width, height, reach, margins);
}

export interface Scene {
  data: Float32Array | null;
  /** float32 [count, 2], or null before there are samples. */
  points: Float32Array | null;
  /** Colour sector of each point. */
  sectors: Uint8Array;
  /** Draws the way up to `position` through `frames`. */
  trails: { frames: readonly Float32Array[]; position: number } | null;
  /** Fields of the first and of the second tone, as arrows over the points. */
  fields?: readonly [ArrowField | null, ArrowField | null];
  /** Which plane the points lie in; that of the data where it is left out. */
  plane?: Plane;
  /** In the middle where it is left out. */
  axisNames?: AxisNames;
  /** An arrow on each point, as long as it is drawn: float32 [count, 2]. */
  arrows?: Float32Array | null;
  layers?: Layers;
}

interface Kept {
  surface: Surface;
  view: ScatterView;
  palette: Palette;
  dots: DotSheet;
  ground: HTMLCanvasElement;
  data: Float32Array | null;
  plane: Plane;
  axisNames: AxisNames;
  language: Language;
}

export class ScatterPicture {
  private kept: Kept | null = null;
  private readonly canvas: HTMLCanvasElement;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  /** Forgets sizes and colours, after a resize or a theme change. */
  invalidate(): void {
    this.kept = null;
  }

  draw(scene: Scene): void {
    const { data, plane = 'data', axisNames = 'middle' } = scene;
    if (!this.kept || this.kept.data !== data || this.kept.plane !== plane || this.kept.axisNames !== axisNames || this.kept.language !== presentLanguage()) this.kept = this.prepare(data, plane, axisNames);
    if (!this.kept) return;
    const { surface: { context, width, height }, view, palette, ground } = this.kept;
    context.clearRect(0, 0, width, height);
    context.drawImage(ground, 0, 0, width, height);
    scene.layers?.under?.(context, view, palette);
    const fields = scene.fields?.filter((field) => field !== null) ?? [];
    if (scene.points) this.drawSamples(this.kept, scene, scene.points, fields.length > 0 || (scene.layers?.dims ?? false));
    const scale = arrowScale(fields);
    const [first = null, second = null] = scene.fields ?? [];
    // The second as a ground under the first, so that both are seen where they agree.
    if (second) drawArrows(context, view, second, scale, { colour: palette.curves[1], width: Math.min(3, view.scale / 24), alpha: 0.6 });
    if (first) drawArrows(context, view, first, scale, { colour: palette.curves[0], width: 1.25, alpha: 1 });
    scene.layers?.over?.(context, view, palette);
  }

  /** The place in the plane under a pixel of the canvas, and how long a pixel is there; null beside the picture and before it was drawn. */
  placeAt(x: number, y: number): { at: [number, number]; pixel: number } | null {
    const view = this.kept?.view;
    if (!view || x < view.left || y < view.top || x > view.left + view.width || y > view.top + view.height) return null;
    return { at: [(x - view.x(0)) / view.scale, (view.y(0) - y) / view.scale], pixel: 1 / view.scale };
  }

  private drawSamples({ surface: { context }, view, palette, dots }: Kept, scene: Scene, points: Float32Array, faint: boolean): void {
    if (scene.trails) drawTrails(context, view, palette, scene.trails.frames, scene.trails.position, scene.sectors, trailCount);
    drawPoints(context, view, dots, points, scene.sectors, faint || scene.arrows ? 0.35 : scene.sectors.length > 3000 ? 0.6 : 0.85);
    if (scene.arrows) drawPointArrows(context, view, palette, { points, arrows: scene.arrows, sectors: scene.sectors });
  }

  private prepare(data: Float32Array | null, plane: Plane, axisNames: AxisNames): Kept | null {
    const surface = fitSurface(this.canvas);
    if (!surface) return null;
    const { width, height, ratio } = surface;
    const palette = readPalette(this.canvas);
    const view = samplesView(width, height);
    const ground = document.createElement('canvas');
    ground.width = Math.round(width * ratio);
    ground.height = Math.round(height * ratio);
    const context = ground.getContext('2d');
    if (context) {
      context.scale(ratio, ratio);
      drawGround(context, view, palette, data, plane, axisNames);
    }
    const radius = Math.max(1.5, Math.min(2.4, view.scale / 32));
    return { surface, view, palette, dots: makeDots(radius, ratio, palette), ground, data, plane, axisNames, language: presentLanguage() };
  }
}
