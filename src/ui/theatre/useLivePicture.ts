import { useCallback, useEffect, useRef } from 'react';
import type { Preview } from '../../store/state.ts';
import { usePlaygroundStore } from '../playground.ts';
import { LiveMotion } from './liveMotion.ts';

/**
 * The live samples as they are now, or null before the first; asks for another drawing while they move. On a software
 * device they jump instead: the processor that would draw the glide is the one that trains.
 * @param shown whether they are what the picture shows; else a film is, which they do not change
 */
export function useLivePicture(shown: boolean, redraw: () => void): () => { points: Float32Array; sectors: Uint8Array } | null {
  const store = usePlaygroundStore();
  const motion = useRef(new LiveMotion());
  const follows = useRef(shown);
  useEffect(() => { follows.current = shown; }, [shown]);

  useEffect(() => {
    const glides = () => !store.getState().device?.software && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const show = ({ step, shape, samples }: Preview, glide: boolean) => {
      if (shape.length === 2) motion.current.show({ step, points: samples, seed: store.getState().recipe.sampling.seed }, performance.now(), glide);
    };
    const { preview } = store.getState();
    motion.current = new LiveMotion();
    if (preview) show(preview, false);
    return store.subscribe((now, before) => {
      if (now.preview === before.preview && now.data === before.data) return;
      if (now.preview && now.preview !== before.preview) show(now.preview, glides());
      if (follows.current || now.data !== before.data) redraw();
    });
  }, [store, redraw]);

  return useCallback(() => {
    if (store.getState().preview?.shape.length !== 2) return null;
    const now = performance.now();
    if (motion.current.moving(now)) redraw();
    return { points: motion.current.at(now), sectors: motion.current.sectors };
  }, [store, redraw]);
}
