import { FilmSheets } from '../../plot/filmSheets.ts';
import { useMemo } from 'react';
import type { Redraws } from '../theatre/useRedraws.ts';
import type { ComparedFilm } from './desk.ts';
import { PicturesOfColumn } from './PicturesOfColumn.tsx';
import { PointsOfColumn } from './PointsOfColumn.tsx';

export interface ColumnPictureProps {
  /** The letter of the column. */
  letter: string;
  shown: ComparedFilm | null;
  /** Where the film is, between its frames. */
  position(): number;
  redraws: Redraws;
}

/** The picture of a column, whatever its samples are. */
export function ColumnPicture({ shown, ...rest }: ColumnPictureProps) {
  const film = shown?.film ?? null;
  const facts = shown?.pictures ?? null;
  const sheets = useMemo(() => (film && facts && film.shape.length === 4 ? new FilmSheets(film, facts) : null), [film, facts]);
  return sheets ? <PicturesOfColumn {...rest} sheets={sheets} last={(film?.states.length ?? 1) - 1} /> : <PointsOfColumn {...rest} film={film} data={shown?.points ?? null} />;
}
