import { useMemo, useState, useSyncExternalStore } from 'react';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { usePlayground } from '../playground.ts';
import { keepText, readKeptText, watchKeptText } from './keptText.ts';
import { kept, printShelf, readShelf, type SavedSchedule, type Shelf } from './savedSchedules.ts';

export interface SavedSchedules extends Shelf {
  /** What was done last, in a sentence, and how to undo it; null once something else happened to the list. */
  done: { told: string; undo(): void } | null;
  /** Why the last wish was not met, in a sentence. */
  problem: string | null;
  keep(name: string, schedule: ScheduleRecipe): void;
  rename(from: string, to: string): void;
  remove(name: string): void;
  /** Throws away what could not be read. */
  forgetUnread(): void;
}

/** The person's own schedules, kept in the browser. Every change begins from what is kept by then: another window may have changed it. */
export function useSavedSchedules(): SavedSchedules {
  const text = useSyncExternalStore(watchKeptText, readKeptText);
  const data = usePlayground((state) => state.recipe.data);
  const shelf = useMemo(() => readShelf(text, data), [text, data]);
  const [problem, setProblem] = useState<string | null>(null);
  const [last, setLast] = useState<{ told: string; before: string; after: string } | null>(null);

  const change = (told: string, next: (shelf: Shelf) => Pick<Shelf, 'saved' | 'unread'>) => {
    try {
      const now = readShelf(readKeptText(), data);
      const before = printShelf(now);
      const after = printShelf(next(now));
      keepText(after);
      setLast({ told, before, after });
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const changeSaved = (told: string, next: (saved: readonly SavedSchedule[]) => readonly SavedSchedule[]) => change(told, ({ saved, unread }) => ({ saved: next(saved), unread }));
  const undo = () => {
    if (!last) return;
    try {
      keepText(last.before);
      setLast(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    ...shelf, problem,
    done: last && last.after === text ? { told: last.told, undo } : null,
    keep: (name, schedule) => changeSaved(`“${name.trim()}” is kept in this browser.`, (saved) => kept(saved, name, schedule)),
    rename: (from, to) => changeSaved(`“${from}” is now called “${to.trim()}”.`, (saved) => saved.map((one) => (one.name === from ? { ...one, name: to.trim() } : one))),
    remove: (name) => changeSaved(`“${name}” was deleted.`, (saved) => saved.filter((one) => one.name !== name)),
    forgetUnread: () => change('What could not be read was deleted.', ({ saved }) => ({ saved, unread: [] })),
  };
}
