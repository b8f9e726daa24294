import { axisNumber } from '../../plot/chartScales.ts';
import { levelShade, type LevelRange } from '../../plot/levelShades.ts';
import { logTicks } from '../../plot/ticks.ts';
import type { ShadeTick } from '../charts/shadeTick.ts';

/** Numbers along the bar that do not crowd each other. */
const MOST = 5;
const EDGE = 0.05;

/** Round losses along the colour bar of a heat map. */
export function lossTicks(range: LevelRange): ShadeTick[] {
  const all = logTicks(range[0], range[1]);
  const every = Math.ceil(all.length / MOST);
  return all.filter((_, i) => i % every === 0).map((loss) => {
    const at = levelShade(loss, range) ?? 0;
    return { at, label: axisNumber(loss), align: at < EDGE ? 'start' : at > 1 - EDGE ? 'end' : 'centre' };
  });
}
