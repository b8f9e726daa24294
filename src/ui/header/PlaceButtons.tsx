import { sayText } from '../../words/sayText.ts';
import { otherPlaces } from '../places.ts';
import { Button } from '../primitives/Button.tsx';
import { useView, useViewState } from '../view.ts';
import gallery from './Gallery.module.css';

/** One button for each place beside the playground: there, and back. */
export function PlaceButtons() {
  const view = useView();
  const here = useViewState((state) => state.place);
  return otherPlaces.map(({ name, title, hint, icon }) => (
    <Button
      key={name}
      variant="quiet"
      icon={icon}
      className={gallery.button}
      aria-label={sayText(title)}
      aria-pressed={here === name}
      title={sayText(hint)}
      onClick={() => view.setState({ place: here === name ? 'playground' : name })}
    >
      <span className={gallery.word}>{sayText(title)}</span>
    </Button>
  ));
}
