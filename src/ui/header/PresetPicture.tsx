import { useMemo } from 'react';
import { madeImageKinds } from '../../recipe/names.ts';
import type { DataRecipe } from '../../recipe/recipe.ts';
import { thumbnailPath, thumbnailPoints } from '../data/thumbnails.ts';
import { miniatures, MINIATURES } from '../data/pictures/madePictures.ts';
import { PictureCanvas } from '../data/pictures/PictureCanvas.tsx';
import { Icon } from '../primitives/Icon.tsx';
import styles from './Gallery.module.css';

const layout = { columns: 1, scale: 4, gap: 0 };
const EXTENT = 2.6;

/** A miniature of what a preset learns. @param variety which of several pictures of the kind */
export function PresetPicture({ kind, variety }: { kind: DataRecipe['kind']; variety: number }) {
  const made = madeImageKinds.find((one) => one === kind);
  const pictures = useMemo(() => (made ? miniatures(made) : null), [made]);
  const indices = useMemo(() => [variety % MINIATURES], [variety]);
  if (pictures) return <PictureCanvas pictures={pictures} indices={indices} layout={layout} />;
  const points = thumbnailPoints(kind);
  if (points) return <svg className={styles.points} viewBox="0 0 100 100" aria-hidden="true"><path d={thumbnailPath(points, EXTENT)} /></svg>;
  return <span className={styles.points}><Icon name="pen" size={20} /></span>;
}
