import { useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { say } from '../../words/say.ts';
import styles from './Hint.module.css';

const bubbleWidth = 272;

interface Place { left: number; top: number; host: Element }

/** Below the button, kept inside the window; inside an open dialog the bubble must live there too, above the backdrop. */
function placeBelow(button: HTMLElement): Place {
  const box = button.getBoundingClientRect();
  const width = Math.min(bubbleWidth, window.innerWidth - 16);
  const left = Math.max(8, Math.min(box.left + box.width / 2 - width / 2, window.innerWidth - width - 8));
  return { left, top: box.bottom + 6, host: button.closest('dialog') ?? document.body };
}

/** A small "?" that explains `label` in a sentence: on hover, on click, and read out when focused. */
export function Hint({ label, text }: { label: string; text: string }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const pinned = useRef(false);

  const show = () => setPlace(button.current ? placeBelow(button.current) : null);
  const hide = () => {
    pinned.current = false;
    setPlace(null);
  };

  useEffect(() => {
    if (!place) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('scroll', hide, { capture: true, once: true });
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('scroll', hide, { capture: true });
    };
  }, [place]);

  const toggle = () => {
    if (pinned.current) {
      hide();
    } else {
      pinned.current = true;
      // Safari gives a pressed button no focus, without which nothing would take the hint away.
      button.current?.focus();
      show();
    }
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={say`About ${label}`}
        aria-describedby={id}
        onClick={toggle}
        onBlur={hide}
        onPointerEnter={(event) => event.pointerType === 'mouse' && show()}
        onPointerLeave={() => !pinned.current && hide()}
      >
        ?
      </button>
      <span id={id} hidden>{text}</span>
      {place ? createPortal(
        <div className={styles.bubble} style={{ left: place.left, top: place.top }} aria-hidden="true">{text}</div>,
        place.host,
      ) : null}
    </>
  );
}
