export type GlobalKey = 'run' | 'keys' | 'alone' | 'screen';

/** Where a key was pressed: while nothing has the focus, on a control, or where someone types. */
export type Focus = 'page' | 'control' | 'typing';

export type Press = Pick<KeyboardEvent, 'key' | 'repeat' | 'defaultPrevented' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Letters choose in a list, too. */
const typing = 'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';

export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element) || target === document.body || target === document.documentElement) return 'page';
  return target.closest(typing) ? 'typing' : 'control';
}

/**
 * What a key means anywhere on the page, null where it means nothing: nobody's typing is taken, and Space belongs to the
 * control that has the focus. @param alone the picture stands alone, which Escape ends
 */
export function globalKey({ key, repeat, defaultPrevented, ctrlKey, metaKey, altKey, shiftKey }: Press, focus: Focus, alone: boolean): GlobalKey | null {
  if (repeat || defaultPrevented || ctrlKey || metaKey || altKey || focus === 'typing') return null;
  if (key === ' ') return focus === 'page' ? 'run' : null;
  if (key === '?') return 'keys';
  if (key === 'Escape') return alone ? 'alone' : null;
  if (key.toLowerCase() === 'f') return shiftKey ? 'screen' : 'alone';
  return null;
}
