import { useLayoutEffect, useRef } from 'react';
import { layOutGrid } from '../../plot/imageGrid.ts';
import { noisyTones, type ImageShape, type ModelUnits } from '../../plot/imagePixels.ts';
import { makeSheet, repaintSheet, SheetBrush, type ImageSheet } from '../../plot/imageSheet.ts';
import { noisePoints, type NoiseWeights } from '../../plot/noisedCloud.ts';
import { usePixelRatio } from '../primitives/usePixelRatio.ts';

/** A few training pictures x_0 and the noise that drowns them, float32 of `shape`, in the model's units. */
export interface CleanImages { values: Float32Array; noise: Float32Array; shape: ImageShape; units: ModelUnits }

export interface NoisedImagesProps {
  images: CleanImages;
  weights: NoiseWeights;
  /** Side in CSS pixels. */
  size: number;
  label: string;
}

interface Kept { images: CleanImages; noised: Float32Array; sheet: ImageSheet; brush: SheetBrush }

function keep(images: CleanImages): Kept {
  const noised = new Float32Array(images.values.length);
  return { images, noised, sheet: makeSheet(noised, images.shape, { black: 0, white: 1 }), brush: new SheetBrush() };
}

/** x_t of some training pictures at one noise level, redrawn in the same frame in which the level changes: all of them, or the first where they would be tiny. */
export function NoisedImages({ images, weights, size, label }: NoisedImagesProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const kept = useRef<Kept | null>(null);
  const ratio = Math.max(1, usePixelRatio());

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const side = Math.round(size * ratio);
    element.width = side;
    element.height = side;
    if (kept.current?.images !== images) kept.current = keep(images);
    const { noised, sheet, brush } = kept.current;
    const { values, noise, shape, units } = images;
    noisePoints(values, noise, weights, noised);
    repaintSheet(sheet, noised, noisyTones(units, weights));
    brush.load(sheet);
    const grid = (count: number) => layOutGrid({ width: side, height: side, count, imageWidth: shape.width, imageHeight: shape.height, gap: Math.round(2 * ratio), names: null });
    const all = grid(shape.count);
    brush.draw(context, sheet, all.scale >= 2 ? all : grid(1));
  }, [images, weights, size, ratio]);

  return <canvas ref={canvas} role="img" aria-label={label} style={{ inlineSize: size, blockSize: size }} />;
}
