import { useLayoutEffect, useRef } from 'react';
import { drawCloud, noisePoints, type NoiseWeights } from '../../plot/noisedCloud.ts';
import { usePixelRatio } from '../primitives/usePixelRatio.ts';

export interface NoisedPictureProps {
  /** x_0 and eps, float32 [n, 2], flattened; standardised units. */
  clean: Float32Array;
  noise: Float32Array;
  weights: NoiseWeights;
  /** The picture spans -extent to extent in both directions. */
  extent: number;
  /** Side in CSS pixels. */
  size: number;
  colour: string;
  label: string;
}

/** x_t of the data at one noise level, redrawn in the same frame in which the level changes. */
export function NoisedPicture({ clean, noise, weights, extent, size, colour, label }: NoisedPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const noised = useRef(new Float32Array(0));
  const pixels = Math.round(size * Math.max(1, usePixelRatio()));

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    if (element.width !== pixels) {
      element.width = pixels;
      element.height = pixels;
    }
    context.setTransform(pixels / size, 0, 0, pixels / size, 0, 0);
    if (noised.current.length !== clean.length) noised.current = new Float32Array(clean.length);
    noisePoints(clean, noise, weights, noised.current);
    drawCloud(context, size, noised.current, { colour, radius: Math.max(0.75, size / 130), extent });
  }, [clean, noise, weights, extent, size, pixels, colour]);

  return <canvas ref={canvas} role="img" aria-label={label} style={{ inlineSize: size, blockSize: size }} />;
}
