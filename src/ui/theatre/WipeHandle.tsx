import type { KeyboardEvent, PointerEvent } from 'react';
import { say } from '../../words/say.ts';
import styles from './WipeHandle.module.css';

const keyStep = 0.02;
const pageStep = 0.1;

/** Where a key takes the handle; null for keys that do not move it. */
function afterKey(key: string, share: number): number | null {
  const steps = new Map([['ArrowLeft', -keyStep], ['ArrowDown', -keyStep], ['ArrowRight', keyStep], ['ArrowUp', keyStep], ['PageDown', -pageStep], ['PageUp', pageStep]]);
  if (key === 'Home') return 0;
  if (key === 'End') return 1;
  const step = steps.get(key);
  return step === undefined ? null : Math.min(1, Math.max(0, Math.round(100 * (share + step)) / 100));
}

export interface WipeHandleProps {
  names: readonly [string, string];
  /** How much of the width belongs to the first picture, 0 to 1. */
  share: number;
  onShare(share: number): void;
}

/** The handle between two pictures that lie over each other: dragged, or moved by arrow keys. */
export function WipeHandle({ names: [first, second], share, onShare }: WipeHandleProps) {
  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box && box.width > 0) onShare(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = event.ctrlKey || event.metaKey || event.altKey ? null : afterKey(event.key, share);
    if (next === null) return;
    onShare(next);
    event.preventDefault();
    event.stopPropagation();
  };
  const percent = Math.round(100 * share);
  return (
    <div
      className={styles.handle}
      role="slider"
      tabIndex={0}
      aria-label={say`Border between the pictures`}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={say`${percent} %: left of it ${first}, right of it ${second}`}
      title={say`Drag to wipe between ${first} and ${second}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus({ preventScroll: true });
        event.preventDefault();
      }}
      onPointerMove={(event) => { if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event); }}
    >
      <span className={styles.line} />
      <span className={styles.grip} />
    </div>
  );
}
