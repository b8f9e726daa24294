/** Ready-made strokes for the drawing pad, for those who draw with the keyboard or want a start. Unit square, y up. */
import type { Point } from '../../recipe/recipe.ts';
import type { Stroke } from './strokes.ts';

export interface Shape { name: string; label: string; strokes: readonly Stroke[] }

/** A closed curve through `count` places of angle 0 to 2 pi. */
function closed(count: number, at: (angle: number) => Point): Stroke {
  return Array.from({ length: count + 1 }, (_, i) => {
    const [x, y] = at((2 * Math.PI * (i % count)) / count);
    return [Math.round(x * 1e4) / 1e4, Math.round(y * 1e4) / 1e4] as const;
  });
}

function ring(radius: number, count: number): Stroke {
  return closed(count, (angle) => [0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)]);
}

const heart = closed(48, (angle) => [
  0.5 + 0.0235 * 16 * Math.sin(angle) ** 3,
  0.54 + 0.0235 * (13 * Math.cos(angle) - 5 * Math.cos(2 * angle) - 2 * Math.cos(3 * angle) - Math.cos(4 * angle)),
]);

const star = Array.from({ length: 11 }, (_, i): Point => {
  const angle = Math.PI / 2 + (Math.PI * (i % 10)) / 5;
  const radius = i % 2 === 0 ? 0.42 : 0.17;
  return [Math.round((0.5 + radius * Math.cos(angle)) * 1e4) / 1e4, Math.round((0.47 + radius * Math.sin(angle)) * 1e4) / 1e4];
});

const smile: Stroke = Array.from({ length: 17 }, (_, i): Point => {
  const angle = Math.PI * (1.18 + (0.64 * i) / 16);
  return [Math.round((0.5 + 0.24 * Math.cos(angle)) * 1e4) / 1e4, Math.round((0.52 + 0.24 * Math.sin(angle)) * 1e4) / 1e4];
});

const infinity = closed(64, (angle) => {
  const denominator = 1 + Math.sin(angle) ** 2;
  return [0.5 + (0.42 * Math.cos(angle)) / denominator, 0.5 + (0.5 * Math.sin(angle) * Math.cos(angle)) / denominator];
});

export const SHAPES: readonly Shape[] = [
  { name: 'heart', label: 'Heart', strokes: [heart] },
  { name: 'star', label: 'Star', strokes: [star] },
  { name: 'ring', label: 'Ring', strokes: [ring(0.38, 48)] },
  { name: 'face', label: 'Face', strokes: [ring(0.42, 48), [[0.36, 0.6], [0.36, 0.66]], [[0.64, 0.6], [0.64, 0.66]], smile] },
  { name: 'infinity', label: 'Infinity', strokes: [infinity] },
];
