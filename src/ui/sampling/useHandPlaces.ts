import { useRef, useState } from 'react';
import { isImageData } from '../../recipe/recipeKind.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { withPlaces, type Places, type PlacesEdit } from './places.ts';

const MOST_UNDOS = 50;

export interface HandPlaces {
  places: Places;
  /** Which step the tools work on. */
  selected: number;
  select(index: number): void;
  /** `commit` false while a drag or a key goes on: one undo brings back what was there before it. */
  edit(change: PlacesEdit, commit: boolean): void;
  undo: (() => void) | null;
}

/** The steps placed by hand while they are being moved. Pictures are drawn anew at the end of a drag, points on the way. */
export function useHandPlaces(): HandPlaces {
  const store = usePlaygroundStore();
  const kept = usePlayground((state) => state.recipe.sampling.places);
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const [draft, setDraft] = useState<Places | null>(null);
  const [past, setPast] = useState<readonly Places[]>([]);
  const [selected, setSelected] = useState(0);
  const before = useRef<Places | null>(null);

  const keep = (places: Places) => {
    const { recipe, setSampling } = store.getState();
    setSampling(withPlaces(recipe.sampling, places));
  };
  const edit = ({ places, index }: PlacesEdit, commit: boolean) => {
    before.current ??= kept;
    setSelected(index);
    if (!commit) {
      if (pictures) setDraft(places);
      else keep(places);
      return;
    }
    const { current } = before;
    before.current = null;
    setDraft(null);
    if (String(current) !== String(places)) setPast([...past, current].slice(-MOST_UNDOS));
    keep(places);
  };
  const undo = () => {
    setPast(past.slice(0, -1));
    keep(past.at(-1) ?? kept);
  };
  const places = draft ?? kept;
  return { places, selected: Math.min(selected, Math.max(0, places.length - 1)), select: setSelected, edit, undo: past.length > 0 ? undo : null };
}
