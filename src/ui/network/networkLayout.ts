/** Where the blocks of a network stand and how the lines between them run, in pixels, for a drawing of a given width. */
import type { NetworkBlock, NetworkLink, NetworkStructure } from '../../recipe/network/structure.ts';

export interface PlacedBlock {
  readonly block: NetworkBlock;
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

export interface DrawnLine {
  readonly key: string;
  readonly kind: NetworkLink['kind'];
  readonly path: string;
  /** Whether it ends in an arrow. */
  readonly arrow: boolean;
  /** A few letters on the line. */
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | null;
}

export interface NetworkLayout {
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly PlacedBlock[];
  readonly lines: readonly DrawnLine[];
}

export const BLOCK_HEIGHT = 62;
const ROW = BLOCK_HEIGHT + 26;
const WIDEST = 236;
const GAP = 10;
/** From the end of a block to a line that goes into it, at least. */
const INSET = 12;

export function networkLayout(structure: NetworkStructure, width: number): NetworkLayout {
  return structure.kind === 'unet2d' ? unetLayout(structure, width) : mlpLayout(structure, width);
}

interface Box { left: number; top: number; right: number; bottom: number; x: number; y: number }

function boxesOf(blocks: readonly PlacedBlock[]): (name: string) => Box {
  const boxes = new Map(blocks.map(({ block, left, top, width }) => [block.name, { left, top, right: left + width, bottom: top + BLOCK_HEIGHT, x: left + width / 2, y: top + BLOCK_HEIGHT / 2 }] as const));
  return (name) => {
    const box = boxes.get(name);
    if (!box) throw new Error(`No block "${name}" stands in the drawing.`);
    return box;
  };
}

const round = (value: number): string => value.toFixed(1);
const straight = (x1: number, y1: number, x2: number, y2: number): string => `M${round(x1)},${round(y1)}L${round(x2)},${round(y2)}`;

/** A U: the way down at the left, the way up at the right, what conditions all of it above, and its rail between. */
function unetLayout({ blocks, links }: NetworkStructure, width: number): NetworkLayout {
  const between = Math.max(44, Math.min(120, 0.16 * width));
  const column = Math.min(WIDEST, Math.floor((width - between) / 2));
  const outer = (width - between - 2 * column) / 2;
  const [left, right, middle] = [outer, width - outer - column, width / 2];
  const conditions = blocks.filter(({ kind }) => kind === 'time' || kind === 'class');
  const levels = blocks.filter(({ kind }) => kind === 'down').length;
  const rowOf = ({ kind, index }: NetworkBlock): number => {
    switch (kind) {
      case 'down': return 2 + index;
      case 'up': return 1 + levels - index;
      case 'middle': return 2 + levels;
      case 'in': case 'out': return 1;
      default: return 0;
    }
  };
  const leftOf = (block: NetworkBlock): number => {
    if (block.kind === 'middle' || (rowOf(block) === 0 && conditions.length === 1)) return middle - column / 2;
    return block.kind === 'up' || block.kind === 'out' || block.kind === 'class' ? right : left;
  };
  const placed = blocks.map((block): PlacedBlock => ({ block, left: leftOf(block), top: rowOf(block) * ROW, width: column }));
  const box = boxesOf(placed);
  const bottom = box('mid_block');

  const flow = links.filter(({ kind }) => kind === 'flow').map(({ from, to }): DrawnLine => {
    const [a, b] = [box(from), box(to)];
    const falls = b.top > a.top;
    const path = Math.abs(a.x - b.x) < 1 ? straight(a.x, falls ? a.bottom : a.top, b.x, falls ? b.top : b.bottom)
      // Into and out of the middle, round a corner.
      : falls ? `M${round(a.x)},${round(a.bottom)}V${round(b.y)}H${round(b.left)}` : `M${round(a.right)},${round(a.y)}H${round(b.x)}V${round(b.bottom)}`;
    return { key: `${from} ${to}`, kind: 'flow', path, arrow: true, label: null };
  });
  const skips = blocks.filter(({ kind }) => kind === 'up').map(({ name, index }): DrawnLine => {
    const [a, b] = [box(`down_blocks.${levels - 1 - index}`), box(name)];
    const count = links.filter(({ to, kind }) => to === name && kind === 'skip').reduce((sum, link) => sum + link.count, 0);
    const y = a.top + 0.3 * BLOCK_HEIGHT;
    return { key: `skip ${name}`, kind: 'skip', path: straight(a.right, y, b.left, y), arrow: true, label: { x: middle - between / 4, y: y - 5, text: `${count} ×` } };
  });
  const rail = conditions.length === 1
    ? straight(middle, BLOCK_HEIGHT, middle, bottom.top)
    : `${straight(left + column, BLOCK_HEIGHT / 2, right, BLOCK_HEIGHT / 2)}${straight(middle, BLOCK_HEIGHT / 2, middle, bottom.top)}`;
  const branches = Array.from({ length: levels }, (_, level) => {
    const y = box(`down_blocks.${level}`).top + 0.72 * BLOCK_HEIGHT;
    return straight(left + column, y, right, y);
  });
  const condition: DrawnLine = { key: 'rail', kind: 'condition', path: [rail, ...branches].join(''), arrow: false, label: null };
  return { width, height: bottom.bottom + 2, blocks: placed, lines: [condition, ...skips, ...flow] };
}

/** A column: what it is shown side by side above, then layer after layer, with the straight path round each beside it. */
function mlpLayout({ blocks, links }: NetworkStructure, width: number): NetworkLayout {
  const shown = blocks.filter(({ kind }) => kind === 'waves' || kind === 'estimate' || kind === 'time');
  const chain = blocks.filter((block) => !shown.includes(block));
  const side = Math.min(WIDEST, Math.floor((width - GAP * (shown.length - 1)) / shown.length));
  // Wide enough for what comes down into it, and not so wide that the straight paths have no room beside it.
  const reach = (shown.length - 1) * (side + GAP) + 2 * INSET;
  const column = Math.min(width - 64, Math.max(reach, Math.min(WIDEST, Math.floor(0.62 * width))));
  const begin = (width - side * shown.length - GAP * (shown.length - 1)) / 2;
  const placed = [
    ...shown.map((block, i): PlacedBlock => ({ block, left: begin + i * (side + GAP), top: 0, width: side })),
    ...chain.map((block, i): PlacedBlock => ({ block, left: (width - column) / 2, top: (1 + i) * ROW, width: column })),
  ];
  const box = boxesOf(placed);
  const lines = links.map(({ from, to, kind }): DrawnLine => {
    const [a, b] = [box(from), box(to)];
    const key = `${kind} ${from} ${to}`;
    if (from === to) {
      const [start, out] = [a.top - 7, a.right + Math.min(28, (width - column) / 4)];
      return { key, kind, path: `M${round(a.x)},${round(start)}H${round(out)}V${round(a.bottom + 8)}H${round(a.x)}`, arrow: true, label: { x: out + 9, y: a.y + 4, text: '+' } };
    }
    // What it is shown comes down to one line, and goes in where it stands.
    const x = Math.min(b.right - INSET, Math.max(b.left + INSET, a.x));
    const path = Math.abs(x - a.x) < 1 ? straight(a.x, a.bottom, a.x, b.top) : `M${round(a.x)},${round(a.bottom)}V${round(a.bottom + 11)}H${round(x)}V${round(b.top)}`;
    return { key, kind, path, arrow: true, label: null };
  });
  const last = placed.at(-1);
  return { width, height: (last?.top ?? 0) + BLOCK_HEIGHT + 2, blocks: placed, lines };
}
