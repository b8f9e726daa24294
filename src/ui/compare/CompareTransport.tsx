import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { say } from '../../words/say.ts';
import { usePlaygroundStore } from '../playground.ts';
import { TransportBar } from '../theatre/TransportBar.tsx';
import type { Film } from '../theatre/useFilm.ts';
import { filmPlaces, LAST, nextPlace } from './lockstep.ts';
import { useCompareDesk } from './useCompareDesk.ts';

/** One transport for all films: its slider goes along the way from noise to data. */
export function CompareTransport({ film }: { film: Film }) {
  const store = usePlaygroundStore();
  const desk = useCompareDesk();
  const percent = Math.round((100 * film.frame) / LAST);
  const words = {
    group: say`All films`, back: say`Back to the previous step of any film`, on: say`On to the next step of any film`, play: say`Play all films`, pause: say`Pause all films`, slider: say`Way from noise to data`,
  };
  const valueText = percent === 0 ? say`pure noise` : percent === 100 ? say`finished samples` : say`${percent} % of the way`;
  const stepTo = (direction: -1 | 1): number => {
    const { runningRecipe, recipe } = store.getState();
    const { alphasCumprod } = makeNoiseTable((runningRecipe ?? recipe).schedule);
    const { columns, pace } = desk.getState();
    const films = columns.flatMap((column) => desk.filmOf(column)?.film ?? []);
    return nextPlace(films.map((one) => filmPlaces(one, alphasCumprod, pace)), film.frame, direction);
  };
  return <TransportBar film={film} last={LAST} stepTo={stepTo} words={words} valueText={valueText} />;
}
