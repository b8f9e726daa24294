import type { KeyboardEvent } from 'react';
import type { EditedSchedule } from './useEditedSchedule.ts';

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y in the editor; text boxes keep their own. */
export function historyKeys({ undo, redo }: Pick<EditedSchedule, 'undo' | 'redo'>): (event: KeyboardEvent) => void {
  return (event) => {
    const { target } = event;
    if (!(event.ctrlKey || event.metaKey) || event.altKey || target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')) return;
    const key = event.key.toLowerCase();
    const step = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : undefined;
    if (step === undefined) return;
    event.preventDefault();
    step?.();
  };
}
