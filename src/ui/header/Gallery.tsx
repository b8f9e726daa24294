import { Suspense, useState } from 'react';
import { say } from '../../words/say.ts';
import { Button } from '../primitives/Button.tsx';
import { lazyPart } from '../primitives/lazyPart.ts';
import { useEver } from '../primitives/useEver.ts';
import styles from './Gallery.module.css';

const GalleryDialog = lazyPart(async () => (await import('./GalleryDialog.tsx')).GalleryDialog);

/** Opens the gallery, which is loaded when it is opened first. */
export function Gallery() {
  const [open, setOpen] = useState(false);
  const wanted = useEver(open);
  return (
    <>
      <Button variant="quiet" icon="gallery" className={styles.button} aria-label={say`Gallery`} title={say`Runs to begin with`} onClick={() => setOpen(true)}>
        <span className={styles.word}>{say`Gallery`}</span>
      </Button>
      {wanted ? <Suspense fallback={null}><GalleryDialog open={open} onClose={() => setOpen(false)} /></Suspense> : null}
    </>
  );
}
