import { axisNumber } from '../../plot/chartScales.ts';
import { curvePath } from '../../plot/curvePath.ts';
import type { NetworkBlock } from '../../recipe/network/structure.ts';
import type { LayerLook } from '../../store/layerLooks.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { figureHistory, figureText, quantityName, type Quantity } from './blockFigures.ts';
import styles from './BlockDetails.module.css';

const [WIDTH, HEIGHT] = [120, 28];

/** How the figure of a block went over the looks so far: a small line with its ends in words. */
export function FigureLine({ block, looks, quantity }: { block: NetworkBlock; looks: readonly LayerLook[]; quantity: Quantity }) {
  const { x, y } = figureHistory(block, looks, quantity);
  const known = y.filter((value) => value > 0);
  const [first, last] = [x[0] ?? 0, x.at(-1) ?? 0];
  const [begin, end] = [known[0], known.at(-1)];
  if (quantity === 'off' || begin === undefined || end === undefined) return null;
  const [least, most] = [Math.log(Math.min(...known)), Math.log(Math.max(...known))];
  const across = (i: number): number => (last > first ? (((x[i] ?? 0) - first) / (last - first)) * WIDTH : WIDTH);
  const up = (value: number): number => (value > 0 ? (most > least ? HEIGHT - 3 - ((Math.log(value) - least) / (most - least)) * (HEIGHT - 6) : HEIGHT / 2) : NaN);
  return (
    <p className={styles.history}>
      <svg className={styles.spark} width={WIDTH + 4} height={HEIGHT} viewBox={`-2 0 ${WIDTH + 4} ${HEIGHT}`} aria-hidden="true">
        <path className={styles.line} d={curvePath(y, across, up)} />
        <circle className={styles.dot} r={2.5} cx={WIDTH} cy={up(end)} />
      </svg>
      <span>
        {known.length === 1
          ? say`${quantityName(quantity)}: ${figureText(end, quantity)}`
          : say`${quantityName(quantity)}: ${figureText(begin, quantity)} at step ${groupedNumber(first)}, now ${figureText(end, quantity)} (${axisNumber(end / begin)} times)`}
      </span>
    </p>
  );
}
