import { useEffect, useMemo, useRef, useState } from 'react';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { fixedNoise } from '../../plot/fixedNoise.ts';
import { noiseReach } from '../../plot/imagePixels.ts';
import { thinPoints } from '../../plot/noisedCloud.ts';
import { readPalette, watchTheme } from '../../plot/palette.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { thumbnailPoints } from '../data/thumbnails.ts';
import { usePlayground } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { percent } from './balance.ts';
import { cleanImages } from './cleanImages.ts';
import { NoisedImages } from './NoisedImages.tsx';
import { EXTENT, NoisedPicture } from './NoisedPicture.tsx';
import type { PictureTimes } from './pictureTimes.ts';
import { TimeRail } from './TimeRail.tsx';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import styles from './ForwardProcess.module.css';

const POINTS = 600;
const IMAGES = 4;
const NOISE_SEED = 7;
const GAP = 8;
const LARGEST = 148;

export interface ForwardProcessProps {
  table: NoiseTable;
  pictures: PictureTimes;
}

/** The data at chosen times of the schedule: x_t = sqrt(alpha_bar) x_0 + sqrt(1 - alpha_bar) eps with one fixed eps. */
export function ForwardProcess({ table, pictures }: ForwardProcessProps) {
  const { times } = pictures;
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const data = usePlayground((state) => state.data);
  const kind = usePlayground((state) => state.recipe.data.kind);
  const trained = usePlayground((state) => (isImageData(state.recipe.data) ? state.pictures : null));
  const [colour, setColour] = useState('');

  useEffect(() => {
    const read = () => {
      if (box.current) setColour(readPalette(box.current).curves[0]);
    };
    read();
    return watchTheme(read);
  }, []);

  const images = useMemo(() => (trained ? cleanImages(trained, IMAGES, NOISE_SEED) : null), [trained]);
  const cloud = useMemo(() => {
    const points = data ?? thumbnailPoints(kind);
    const clean = points && thinPoints(points, POINTS);
    return clean && { clean, noise: fixedNoise(clean.length / 2, NOISE_SEED) };
  }, [data, kind]);

  const size = Math.max(1, Math.min(LARGEST, Math.floor((width - GAP * (times.length - 1)) / times.length)));
  const centres = times.map((_, i) => ((i + 0.5) * width) / times.length);
  return (
    <div ref={box} className={styles.process}>
      {width > 0 ? (
        <TimeRail
          width={width}
          timesteps={table.timesteps}
          times={times}
          centres={centres}
          onMove={(index, u) => pictures.setTimes(times.map((time, i) => (i === index ? u : time)))}
        />
      ) : null}
      {(images ?? cloud) && width > 0 ? (
        <div className={styles.pictures}>
          {times.map((u, i) => {
            const t = Math.round(u * (table.timesteps - 1));
            const alphaBar = table.alphasCumprod[t] ?? 0;
            const look = { alphaBar, size, label: `The data at timestep ${t}: ${percent(alphaBar)} signal kept` };
            return (
              <figure key={i} className={styles.picture}>
                {images ? <NoisedImages images={images} {...look} /> : cloud ? <NoisedPicture {...cloud} {...look} colour={colour} /> : null}
                <figcaption className={styles.caption}>
                  <span className={styles.time}>t = {t}</span>
                  <span>{percent(alphaBar)}{size >= 96 ? ' signal' : ''}</span>
                </figcaption>
              </figure>
            );
          })}
        </div>
      ) : null}
      <p className={styles.note}>
        {images ?? cloud
          ? `Your data with noise added. The percentage is the signal kept (ᾱ, share of variance); ${images ? `black to white spans the picture’s own range and ${noiseReach} standard deviations of its noise` : `each picture spans −${EXTENT} to ${EXTENT} standard deviations`}. Drag the marks to look at other times.`
          : 'The pictures appear here as soon as the data are there.'}
        {pictures.even ? null : <Button variant="quiet" onClick={pictures.spaceEvenly}>Space them evenly</Button>}
      </p>
    </div>
  );
}
