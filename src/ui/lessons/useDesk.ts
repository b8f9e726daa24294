import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { usePlayhead } from '../time/playhead.ts';
import { useView, useViewState } from '../view.ts';
import { look } from './look.ts';
import { carryOut, isDone, type Measured } from './interpreter.ts';
import type { Action, Condition, Lesson } from './lesson.ts';

export interface LessonDesk {
  /** Something asked for is under way. */
  busy: boolean;
  measured: readonly Measured[];
  carryOut(actions: readonly Action[]): void;
}

/** Carries out a lesson's actions, one after the other, until the lesson is left or waits. */
export function useDesk({ measure }: Lesson, waits: boolean): LessonDesk {
  const store = usePlaygroundStore();
  const view = useView();
  const playhead = usePlayhead();
  const [busy, setBusy] = useState(false);
  const [measured, setMeasured] = useState<readonly Measured[]>([]);
  const left = useRef<AbortController | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    left.current = controller;
    return () => controller.abort();
  }, [waits]);

  const ask = async (actions: readonly Action[]) => {
    const signal = left.current?.signal;
    if (busy || !signal) return;
    setBusy(true);
    try {
      await carryOut(actions, { store, view, playhead, measure, signal, look, measured: (result) => setMeasured((before) => [...before, result]) });
    } catch {
      // The sentence about it is in the page's banner.
    } finally {
      setBusy(false);
    }
  };
  return { busy, measured, carryOut: (actions) => void ask(actions) };
}

/** Whether a condition holds now; renders only when the answer changes. */
export function useDone(condition: Condition | undefined, measured: readonly Measured[]): boolean {
  const view = useViewState((state) => state);
  const alphaBars = useStore(usePlayhead(), (state) => state.alphaBars);
  const frame = useStore(usePlayhead(), (state) => state.frame);
  const facts = useMemo(() => ({ view, playhead: { alphaBars, frame }, measured }), [view, alphaBars, frame, measured]);
  return usePlayground((state) => condition !== undefined && isDone(condition, { ...facts, state }));
}
