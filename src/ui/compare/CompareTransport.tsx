import { say } from '../../words/say.ts';
import { TransportBar } from '../theatre/TransportBar.tsx';
import type { Film } from '../theatre/useFilm.ts';

/** Places of the slider: hundredths of the way, halved. */
export const LAST = 200;

/** One transport for all films: its slider goes along the way from noise to data. */
export function CompareTransport({ film }: { film: Film }) {
  const percent = Math.round((100 * film.frame) / LAST);
  const words = {
    group: say`All films`, back: say`A little back`, on: say`A little on`, play: say`Play all films`, pause: say`Pause all films`, slider: say`Way from noise to data`,
  };
  const valueText = percent === 0 ? say`pure noise` : percent === 100 ? say`finished samples` : say`${percent} % of the way`;
  return <TransportBar film={film} last={LAST} stride={LAST / 20} words={words} valueText={valueText} />;
}
