import styles from './Icon.module.css';

/** Our own drawings on a 16 by 16 grid: stroked with the current colour, or filled where `fill` says so. */
const drawings = {
  play: { fill: true, path: 'M4.5 2.6v10.8c0 .5.5.8.9.5l8-5.4a.6.6 0 0 0 0-1l-8-5.4c-.4-.3-.9 0-.9.5Z' },
  pause: { fill: true, path: 'M4 2.5h2.6v11H4zM9.4 2.5H12v11H9.4z' },
  stepForward: { fill: true, path: 'M3.5 3v10c0 .4.5.7.9.4L10 9V13.5h2v-11h-2V7L4.4 2.6c-.4-.3-.9 0-.9.4Z' },
  stepBack: { fill: true, path: 'M12.5 3v10c0 .4-.5.7-.9.4L6 9v4.5H4v-11h2V7l5.6-4.4c.4-.3.9 0 .9.4Z' },
  loop: { fill: false, path: 'M3 8.5V7a3 3 0 0 1 3-3h7M10.5 1.5 13 4l-2.5 2.5M13 7.5V9a3 3 0 0 1-3 3H3M5.5 14.5 3 12l2.5-2.5' },
  reset: { fill: false, path: 'M3 3v4h4M3.3 7a5.2 5.2 0 1 1-.3 3' },
  undo: { fill: false, path: 'M6 3 2.5 6.5 6 10M2.5 6.5h7a4 4 0 0 1 0 8H6' },
  redo: { fill: false, path: 'm10 3 3.5 3.5L10 10M13.5 6.5h-7a4 4 0 0 0 0 8H10' },
  dice: { fill: true, path: 'M4 2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V4c0-1.1.9-2 2-2Zm0 1.5a.5.5 0 0 0-.5.5v8c0 .3.2.5.5.5h8a.5.5 0 0 0 .5-.5V4a.5.5 0 0 0-.5-.5ZM5.5 4.5a1 1 0 1 1 0 2 1 1 0 0 1 0-2ZM10.5 9.5a1 1 0 1 1 0 2 1 1 0 0 1 0-2ZM8 7a1 1 0 1 1 0 2 1 1 0 0 1 0-2Z' },
  gallery: { fill: false, path: 'M2.5 2.5h4.3v4.3H2.5zM9.2 2.5h4.3v4.3H9.2zM2.5 9.2h4.3v4.3H2.5zM9.2 9.2h4.3v4.3H9.2z' },
  compare: { fill: false, path: 'M2.5 3h4.6v10H2.5zM8.9 3h4.6v10H8.9z' },
  lesson: { fill: false, path: 'M8 4.2C6.3 3 4.3 2.7 2 2.8v9.4c2.3-.1 4.3.2 6 1.4 1.7-1.2 3.7-1.5 6-1.4V2.8c-2.3-.1-4.3.2-6 1.4ZM8 4.2v9.4' },
  left: { fill: false, path: 'M10 3.5 5.5 8l4.5 4.5' },
  right: { fill: false, path: 'M6 3.5 10.5 8 6 12.5' },
  plus: { fill: false, path: 'M8 3v10M3 8h10' },
  minus: { fill: false, path: 'M3 8h10' },
  close: { fill: false, path: 'm3.5 3.5 9 9M12.5 3.5l-9 9' },
  expand: { fill: false, path: 'M6 2.5H2.5V6M10 2.5h3.5V6M6 13.5H2.5V10M10 13.5h3.5V10' },
  shrink: { fill: false, path: 'M2.5 6H6V2.5M13.5 6H10V2.5M2.5 10H6v3.5M13.5 10H10v3.5' },
  copy: { fill: false, path: 'M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3' },
  keyboard: { fill: false, path: 'M1.5 4h13v8.5h-13zM4 6.7h.01M6.7 6.7h.01M9.3 6.7h.01M12 6.7h.01M4.5 10h7' },
  link: { fill: false, path: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2A2.6 2.6 0 0 0 9 3.3l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.9-.9' },
  open: { fill: false, path: 'M9 2.5h4.5V7M13.5 2.5 7.5 8.5M6 3.5H2.5v10h10V10' },
  trash: { fill: false, path: 'M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.7 6.5v4.5M9.3 6.5v4.5' },
  pen: { fill: false, path: 'm2.5 13.5.8-3.2 7.5-7.5 2.4 2.4-7.5 7.5zM9.3 4.3l2.4 2.4' },
  upload: { fill: false, path: 'M8 10.5v-8M4.8 5.5 8 2.3l3.2 3.2M2.5 10.5v3h11v-3' },
  check: { fill: false, path: 'm3 8.5 3.5 3.5L13 4.5' },
  warning: { fill: false, path: 'M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.5h.01' },
  help: { fill: false, path: 'M5.6 5.8a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.8M8 12.5h.01' },
  sun: { fill: false, path: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.3M8 13.7V15M1 8h1.3M13.7 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1' },
  moon: { fill: false, path: 'M13.5 9.7A5.8 5.8 0 0 1 6.3 2.5a5.8 5.8 0 1 0 7.2 7.2Z' },
  system: { fill: false, path: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 2v12M8 5h5.2M8 8h6M8 11h5.2' },
} as const;

export type IconName = keyof typeof drawings;

/** A decorative drawing; the control that holds it carries the label. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  const drawing = drawings[name];
  return (
    <svg className={drawing.fill ? styles.filled : styles.stroked} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={drawing.path} />
    </svg>
  );
}
