import { say } from '../../words/say.ts';
import { Button } from '../primitives/Button.tsx';
import { useView, useViewState } from '../view.ts';
import gallery from './Gallery.module.css';

/** Goes to the place where films are compared, and back. */
export function PlaceButton() {
  const view = useView();
  const here = useViewState((state) => state.place === 'compare');
  return (
    <Button
      variant="quiet"
      icon="compare"
      className={gallery.button}
      aria-label={say`Compare`}
      aria-pressed={here}
      title={say`Samplers, steps, schedules and runs side by side`}
      onClick={() => view.setState({ place: here ? 'playground' : 'compare' })}
    >
      <span className={gallery.word}>{say`Compare`}</span>
    </Button>
  );
}
