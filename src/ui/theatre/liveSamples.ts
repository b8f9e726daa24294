import { byteTones, cleanTones, imageShape, type ImageShape } from '../../plot/imagePixels.ts';
import { makeSheet, type ImageSheet } from '../../plot/imageSheet.ts';
import type { PlaygroundState } from '../../store/state.ts';

/** What is shown while no film is: samples of the model, or before there are any the training pictures. */
export interface LiveSamples {
  what: 'live' | 'training';
  shape: ImageShape;
  labels: Uint16Array | null;
  /** The same object as long as the pictures are the same. */
  source: object;
  paint(): ImageSheet;
}

/** Null before the training pictures are known: without them nobody can tell what the numbers mean. */
export function liveSamples({ preview, pictures }: Pick<PlaygroundState, 'preview' | 'pictures'>): LiveSamples | null {
  if (!pictures) return null;
  const { facts, pixels } = pictures;
  const shape = preview && imageShape(preview.shape);
  if (preview && shape) {
    return { what: 'live', shape, labels: preview.labels, source: preview, paint: () => makeSheet(preview.samples, shape, cleanTones(facts)) };
  }
  const { height, width, channels } = facts;
  const trained = { count: pixels.length / (height * width * channels), height, width, channels };
  return { what: 'training', shape: trained, labels: pictures.labels, source: pictures, paint: () => makeSheet(pixels, trained, byteTones) };
}

/** What is told of live samples in words, as one text that stays the same from picture to picture. */
export function liveKey(samples: LiveSamples | null): string {
  return samples ? `${samples.what} ${samples.shape.count} ${samples.labels?.join(',') ?? ''}` : '';
}
