import { say } from '../../words/say.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import type { EditedSchedule } from './useEditedSchedule.ts';

/** Back and forth through the changes of the curve, and back to where it began. */
export function HistoryButtons({ edited, onReset }: { edited: EditedSchedule; onReset(): void }) {
  return (
    <>
      <IconButton icon="undo" label={say`Undo (Ctrl+Z)`} disabled={!edited.undo} onClick={() => edited.undo?.()} />
      <IconButton icon="redo" label={say`Redo (Ctrl+Shift+Z)`} disabled={!edited.redo} onClick={() => edited.redo?.()} />
      <IconButton icon="reset" label={edited.trained ? say`Back to the trained curve` : say`Back to the default curve`} onClick={onReset} />
    </>
  );
}
